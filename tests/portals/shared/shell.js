// The thin outer page of a framed portal (the `framed` knob): the portal proper runs in a frame of the same origin.
"use strict";
{
  const inner = new URL(location.href);
  inner.searchParams.set("frame", "1");
  document.getElementById("container").src = inner.href;
}
