//! All browser tests in one program, so that each browser is started once. A part of a name chooses among them:
//! `cargo test -p e2e -- clocks` or `cargo test -p e2e -- firefox::panel`.

#![allow(clippy::unwrap_used, clippy::expect_used)]

e2e::suites![
    accessibility,
    aim,
    badges,
    bar,
    clocks,
    csp,
    drift,
    editors,
    harmless,
    hostile,
    leaks,
    letters,
    pages,
    panel,
    paste,
    recorded,
    repair,
    resilience,
    rules,
    settings
];
