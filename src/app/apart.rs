//! Reading an article in a process of its own: a damaged file can then take neither the window
//! nor the machine with it. The program starts itself anew, hands the file in and gets the
//! article back, or does without after a time. Knows no format.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::sync::mpsc::channel;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::text::formats::{self, Input};
use crate::text::{Article, BytePos, Facts, PageStart, Part, PartKind, Span, TextError};

/// The word that asks this program to answer; memory in bytes and seconds follow it.
pub const READ_APART: &str = "read-apart";
/// The longest answer, in bytes.
const MAX_ANSWER: u64 = 256 << 20;

static PROGRAM: OnceLock<PathBuf> = OnceLock::new();

/// What the process may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReadingLimits {
    /// From its start to its answer.
    pub time: Duration,
    /// What it writes to, in bytes; bounded on Linux alone.
    pub memory: u64,
}

impl Default for ReadingLimits {
    fn default() -> Self {
        Self {
            time: Duration::from_secs(20),
            memory: 512 << 20,
        }
    }
}

/// Says which file is this program, so that it can be started anew. Where nobody says so, as in
/// tests and in programs that use the library, everything is read in this process.
pub fn set_reading_program(program: PathBuf) {
    // The first word counts: there is one program.
    drop(PROGRAM.set(program));
}

/// Reads an article, in a process of its own where its format asks for it.
pub(super) fn read(input: &Input<'_>) -> Result<Article, TextError> {
    match PROGRAM.get() {
        Some(program) if formats::detect(input.bytes, input.file).is_read_apart => {
            read_apart(program, ReadingLimits::default(), input)
        }
        _ => formats::read(input),
    }
}

/// Reads an article in a process of that program.
///
/// Errors: as [`Article::from_bytes`] has them, and [`TextError::GaveUp`] where the process died
/// or took longer than it may, [`TextError::Unstarted`] where there is none.
pub fn read_apart(
    program: &Path,
    limits: ReadingLimits,
    input: &Input<'_>,
) -> Result<Article, TextError> {
    let file = input.file;
    let gave_up = || TextError::GaveUp {
        file: file.to_owned(),
    };
    let answer = ask(program, limits, input.bytes).map_err(|_| TextError::Unstarted {
        file: file.to_owned(),
    })?;
    match answer.and_then(|answer| serde_json::from_slice::<Answer>(&answer).ok()) {
        Some(Answer::Article(sent)) => sent.unpack(input).ok_or_else(gave_up),
        Some(Answer::Refused(refusal)) => Err(refusal.explain(file)),
        None => Err(gave_up()),
    }
}

/// What the process says; none where it died or was ended. Errors: it was not started.
fn ask(program: &Path, limits: ReadingLimits, bytes: &[u8]) -> std::io::Result<Option<Vec<u8>>> {
    let mut command = Command::new(program);
    command
        .arg(READ_APART)
        .arg(limits.memory.to_string())
        .arg(limits.time.as_secs().max(1).to_string())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    hide_console(&mut command);
    let mut child = command.spawn()?;
    let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
    let answer = std::thread::scope(|scope| {
        scope.spawn(move || {
            // A process that has died is noticed by its missing answer.
            stdin.map(|mut stdin| stdin.write_all(bytes))
        });
        let (sender, receiver) = channel();
        scope.spawn(move || {
            let mut answer = Vec::new();
            let read = stdout.map(|out| out.take(MAX_ANSWER + 1).read_to_end(&mut answer));
            // Where nobody waits any more, the answer is not wanted.
            drop(sender.send(read.and_then(Result::ok).map(|_| answer)));
        });
        let answer = receiver.recv_timeout(limits.time).ok().flatten();
        // Ends what has not ended by itself, and with it both threads.
        drop(child.kill());
        answer
    });
    drop(child.wait());
    Ok(answer.filter(|answer| answer.len() as u64 <= MAX_ANSWER))
}

#[cfg(windows)]
fn hide_console(command: &mut Command) {
    use std::os::windows::process::CommandExt;
    const CREATE_NO_WINDOW: u32 = 0x0800_0000;
    command.creation_flags(CREATE_NO_WINDOW);
}

#[cfg(not(windows))]
fn hide_console(_command: &mut Command) {}

/// The other side: bounds this process to so many bytes of memory and seconds of computing,
/// reads the file from its standard input and gives the answer for its standard output.
/// Errors: the file was not handed in whole.
pub fn answer_apart(memory: u64, seconds: u64) -> std::io::Result<String> {
    limit_process(memory, seconds);
    let mut bytes = Vec::new();
    std::io::stdin().lock().read_to_end(&mut bytes)?;
    let answer = match formats::read(&Input {
        bytes: &bytes,
        file: "",
        encoding: None,
        chapters: None,
    }) {
        Ok(article) => Answer::Article(Sent::pack(article)),
        Err(error) => Answer::Refused(Refusal::of(&error)),
    };
    Ok(serde_json::to_string(&answer)?)
}

#[cfg(all(target_os = "linux", feature = "pdf"))]
fn limit_process(memory: u64, seconds: u64) {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let bounds = [
        (Resource::Data, memory),
        (Resource::Cpu, seconds),
        (Resource::Core, 0),
    ];
    for (resource, most) in bounds {
        let most = getrlimit(resource)
            .maximum
            .map_or(most, |maximum| maximum.min(most));
        let limit = Rlimit {
            current: Some(most),
            maximum: Some(most),
        };
        // Where the system refuses, the time is bounded from outside all the same.
        let _ = setrlimit(resource, limit);
    }
}

#[cfg(not(all(target_os = "linux", feature = "pdf")))]
fn limit_process(_memory: u64, _seconds: u64) {}

/// What one process says to the other.
#[derive(Serialize, Deserialize)]
enum Answer {
    Article(Sent),
    Refused(Refusal),
}

/// An article on its way.
#[derive(Serialize, Deserialize)]
struct Sent {
    text: String,
    facts: Facts,
    parts: Vec<SentPart>,
    pages: Vec<(usize, String)>,
}

/// A part on its way.
#[derive(Serialize, Deserialize)]
struct SentPart {
    kind: String,
    level: Option<u8>,
    start: usize,
    end: usize,
    url: Option<String>,
}

impl Sent {
    fn pack(article: Article) -> Self {
        let pack = |part: &Part| SentPart {
            kind: part.kind.name().to_owned(),
            level: part.level,
            start: part.range.start.0,
            end: part.range.end.0,
            url: part.url.as_deref().map(ToOwned::to_owned),
        };
        Self {
            parts: article.structure.iter().map(pack).collect(),
            pages: article
                .pages
                .into_iter()
                .map(|page| (page.at.0, page.label))
                .collect(),
            text: article.text,
            facts: article.facts,
        }
    }

    /// The article; none where its parts do not fit its text.
    fn unpack(self, input: &Input<'_>) -> Option<Article> {
        let unpack = |part: SentPart| {
            self.text.get(part.start..part.end)?;
            Some(Part {
                kind: PartKind::from_name(&part.kind)?,
                level: part.level,
                range: Span::new(part.start, part.end),
                url: part.url.map(Into::into),
            })
        };
        let unpack_page = |(at, label): (usize, String)| {
            let at = BytePos(self.text.is_char_boundary(at).then_some(at)?);
            Some(PageStart { label, at })
        };
        Some(Article {
            pages: self
                .pages
                .into_iter()
                .map(unpack_page)
                .collect::<Option<_>>()?,
            structure: self.parts.into_iter().map(unpack).collect::<Option<_>>()?,
            facts: self.facts,
            format: formats::detect(input.bytes, input.file).id,
            text: self.text,
            ..Article::default()
        })
    }
}

/// Why there is no article, on its way; the file's name stays on this side.
#[derive(Serialize, Deserialize)]
enum Refusal {
    Empty,
    Damaged,
    Bomb,
    Locked,
    Scanned,
    GaveUp,
    TooManyPieces { limit: usize },
    TooLong { bytes: usize, limit: usize },
}

impl Refusal {
    fn of(error: &TextError) -> Self {
        match error {
            TextError::Empty { .. } => Self::Empty,
            TextError::Binary { .. } | TextError::Damaged { .. } => Self::Damaged,
            TextError::Bomb { .. } => Self::Bomb,
            TextError::Locked { .. } => Self::Locked,
            TextError::Scanned { .. } => Self::Scanned,
            TextError::GaveUp { .. } | TextError::Unstarted { .. } => Self::GaveUp,
            TextError::TooManyPieces { limit, .. } => Self::TooManyPieces { limit: *limit },
            TextError::TooLong { bytes, limit, .. } => Self::TooLong {
                bytes: *bytes,
                limit: *limit,
            },
        }
    }

    fn explain(self, file: &str) -> TextError {
        let file = file.to_owned();
        match self {
            Self::Empty => TextError::Empty { file },
            Self::Damaged => TextError::Damaged { file },
            Self::Bomb => TextError::Bomb { file },
            Self::Locked => TextError::Locked { file },
            Self::Scanned => TextError::Scanned { file },
            Self::GaveUp => TextError::GaveUp { file },
            Self::TooManyPieces { limit } => TextError::TooManyPieces { limit, file },
            Self::TooLong { bytes, limit } => TextError::TooLong { bytes, limit, file },
        }
    }
}
