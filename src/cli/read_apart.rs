//! What the program calls itself with, to read an article in a process of its own. It stands
//! beside the table of commands, because nobody types it.

use std::ffi::OsString;

use super::{Report, Status};
use crate::app::{READ_APART, answer_apart};

/// The answer, where the arguments ask for one: the program, the word, the most memory in bytes
/// and the most time of computing in seconds. Another number of arguments asks for none.
pub(super) fn answer(arguments: &[OsString]) -> Option<Report> {
    let [_, word, memory, seconds] = arguments else {
        return None;
    };
    if word != READ_APART {
        return None;
    }
    let number = |argument: &OsString| argument.to_str()?.parse().ok();
    let answer = answer_apart(number(memory)?, number(seconds)?);
    Some(answer.map_or_else(
        |error| Report {
            text: String::new(),
            messages: vec![format!("the article was not handed in whole ({error})")],
            status: Status::Error,
        },
        Report::fine,
    ))
}
