//! The manual page, written from the table of the command line: one page with a part for every
//! command.

use clap::builder::{PossibleValue, Str};
use clap::{Arg, Command};
use clap_mangen::roff::{Inline, Roff, bold, italic, roman};

/// When what the page says was last changed.
const DATE: &str = "2026-11-23";

/// What of the table a person reads, as a page for `man`.
pub(super) fn write_page(table: &Command) -> String {
    let version = format!("linchpin {}", table.get_version().unwrap_or_default());
    let about = table.get_about().map(ToString::to_string);
    let mut page = Roff::new();
    page.control("TH", ["LINCHPIN", "1", DATE, &version, "User Commands"]);
    page.control("SH", ["NAME"]);
    page.text([roman(format!("linchpin - {}", about.unwrap_or_default()))]);
    page.control("SH", ["SYNOPSIS"]);
    write_usage(&mut page, table);
    page.control("SH", ["DESCRIPTION"]);
    write_about(&mut page, table);
    page.control("SH", ["OPTIONS"]);
    write_arguments(&mut page, table);
    page.control("SH", ["COMMANDS"]);
    for command in table.get_subcommands().filter(|it| it.get_name() != "help") {
        page.control("SS", [&format!("linchpin {}", command.get_name())[..]]);
        write_usage(&mut page, command);
        page.control("PP", []);
        write_about(&mut page, command);
        write_arguments(&mut page, command);
        page.control("PP", []);
        write_after(&mut page, command);
    }
    page.control("SH", ["NOTES"]);
    write_after(&mut page, table);
    page.render()
}

fn write_about(page: &mut Roff, command: &Command) {
    let Some(about) = command.get_long_about().or_else(|| command.get_about()) else {
        return;
    };
    for (paragraph, n) in about.to_string().split("\n\n").zip(0..) {
        if n > 0 {
            page.control("PP", []);
        }
        page.text([roman(paragraph.replace('\n', " "))]);
    }
}

fn write_usage(page: &mut Roff, command: &Command) {
    let usage = command.clone().render_usage().to_string();
    let usage = usage.strip_prefix("Usage: ").unwrap_or(&usage);
    for (line, n) in usage.lines().zip(0..) {
        if n > 0 {
            page.control("br", []);
        }
        page.text([bold(line.trim())]);
    }
}

fn write_arguments(page: &mut Roff, command: &Command) {
    let arguments = command.get_arguments().filter(|it| !it.is_hide_set());
    for argument in arguments.filter(|it| it.get_id() != "help" || is_root(command)) {
        page.control("TP", []);
        page.text(name_argument(argument));
        let help = argument.get_long_help().or_else(|| argument.get_help());
        let mut text = help.map(ToString::to_string).unwrap_or_default();
        let values = argument.get_possible_values();
        let takes_values = argument.get_num_args().is_some_and(|n| n.takes_values());
        if takes_values && !values.is_empty() {
            let names: Vec<&str> = values.iter().map(PossibleValue::get_name).collect();
            text = format!("{text}; one of {}", names.join(", "));
        }
        let defaults = argument.get_default_values().iter();
        let defaults: Vec<_> = defaults.map(|value| value.to_string_lossy()).collect();
        if takes_values && !defaults.is_empty() {
            text = format!("{text}; {} if not given", defaults.join(" "));
        }
        page.text([roman(text.replace('\n', " "))]);
    }
}

/// The table itself has commands; a command has none.
fn is_root(command: &Command) -> bool {
    command.has_subcommands()
}

/// `-o, --output OUT`, or `FILE...`.
fn name_argument(argument: &Arg) -> Vec<Inline> {
    let mut name = Vec::new();
    if let Some(short) = argument.get_short() {
        name.push(bold(format!("-{short}")));
    }
    if let Some(long) = argument.get_long() {
        if !name.is_empty() {
            name.push(roman(", "));
        }
        name.push(bold(format!("--{long}")));
    }
    let range = argument.get_num_args().unwrap_or_default();
    if argument.is_positional() || range.takes_values() {
        if !name.is_empty() {
            name.push(roman(" "));
        }
        let values = argument.get_value_names().unwrap_or_default();
        let values: Vec<&str> = values.iter().map(Str::as_str).collect();
        let more = if range.max_values() > 1 { "..." } else { "" };
        name.push(italic(values.join(" ") + more));
    }
    name
}

/// Examples keep their lines; a heading stands by itself.
fn write_after(page: &mut Roff, command: &Command) {
    let Some(after) = command.get_after_help() else {
        return;
    };
    for (block, n) in after.to_string().split("\n\n").zip(0..) {
        if n > 0 {
            page.control("PP", []);
        }
        page.control("nf", []);
        for line in block.lines() {
            page.text([roman(line)]);
        }
        page.control("fi", []);
    }
}
