import '@angular/compiler';
import { Component, provideZonelessChangeDetection, signal } from '@angular/core';
import { FormsModule } from '@angular/forms';
import { bootstrapApplication } from '@angular/platform-browser';
import { add, editor, field } from './contract.js';

editor(async (place, changed) => {
  const text = signal('');
  class Box {
    text = text;
    set(/** @type {string} */ value) {
      text.set(value);
      changed(value);
    }
  }
  const template = '<textarea id="field" rows="6" [ngModel]="text()" (ngModelChange)="set($event)"></textarea>';
  Component({ selector: 'reply-box', imports: [FormsModule], template })(Box);
  add(place, 'reply-box');
  await bootstrapApplication(Box, { providers: [provideZonelessChangeDetection()] });
  return field(() => document.getElementById('field'), text, (value) => (text.set(value), changed(value)));
});
