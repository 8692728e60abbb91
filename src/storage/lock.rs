//! The mark beside a file that says who has it open: `.~lock.NAME#`, in the form of LibreOffice, so that
//! each program sees the other's. It keeps nobody out; where it cannot be written there is none.
//!
//! Knows no clock: whoever asks says what is stale.

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::store::Store;
use super::sweep::look_for_process;

/// No mark is longer, in bytes.
const MOST_BYTES: u64 = 4096;
/// What stands before the number of the process in a mark of this program.
const OURS: &str = "linchpin-";
/// Who has a file open where nothing says who it is.
const NOBODY_KNOWN: &str = "somebody";

/// Who has a file open.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LockOwner {
    /// The name of the person; may be empty.
    pub name: String,
    /// The name that they log in by.
    pub login: String,
    /// The machine.
    pub host: String,
    /// Since when, as `dd.mm.yyyy hh:mm` in the time of that machine.
    pub since: String,
    /// What tells programs of the same person on the same machine apart.
    pub program: String,
}

/// What came of claiming a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Claim {
    /// The mark is ours.
    Taken,
    /// Somebody else has it open.
    Held(LockOwner),
    /// No mark can be put there.
    Impossible,
}

impl LockOwner {
    /// This process.
    pub fn of_this_process(since: String) -> Self {
        let variable = |name: &str| std::env::var(name).ok();
        Self {
            name: String::new(),
            login: find_login(variable, look_up_account),
            host: find_host()
                .or_else(|| find_said(variable, &["COMPUTERNAME", "HOSTNAME"]))
                .unwrap_or_default(),
            since,
            program: format!("{OURS}{}", std::process::id()),
        }
    }

    /// Whom to name: the person, else the login.
    pub fn who(&self) -> &str {
        if self.name.is_empty() {
            &self.login
        } else {
            &self.name
        }
    }

    /// Whether it is a process of this program on that machine which is gone.
    pub fn is_gone_from(&self, host: &str) -> bool {
        let process = self.program.strip_prefix(OURS);
        let process = process.and_then(|process| process.parse().ok());
        self.host == host && process.and_then(look_for_process) == Some(false)
    }

    /// Reads a mark; none where it has another form.
    pub fn read(text: &str) -> Option<Self> {
        let mut fields = vec![String::new()];
        let mut signs = text.trim_end().chars();
        while let Some(sign) = signs.next() {
            match sign {
                ';' => break,
                ',' => fields.push(String::new()),
                '\\' => fields.last_mut()?.extend(signs.next()),
                sign => fields.last_mut()?.push(sign),
            }
        }
        let [name, login, host, since, program] = <[String; 5]>::try_from(fields).ok()?;
        let owner = Self {
            name,
            login,
            host,
            since,
            program,
        };
        (!owner.who().is_empty() || !owner.host.is_empty()).then_some(owner)
    }

    /// Writes a mark.
    pub fn write(&self) -> String {
        let fields = [
            &self.name,
            &self.login,
            &self.host,
            &self.since,
            &self.program,
        ];
        let escape = |field: &&String| {
            let mut escaped = String::new();
            for sign in field.chars().filter(|sign| !sign.is_control()) {
                if matches!(sign, ',' | ';' | '\\') {
                    escaped.push('\\');
                }
                escaped.push(sign);
            }
            escaped
        };
        fields.iter().map(escape).collect::<Vec<_>>().join(",") + ";"
    }
}

/// The name that somebody logs in by: what the variables of the session say, else the account that
/// the system knows, else a word that is nobody's name. A mark that names nobody tells nobody
/// anything; services and bare containers often have no variables.
pub fn find_login(
    variable: impl Fn(&str) -> Option<String>,
    account: impl FnOnce() -> Option<String>,
) -> String {
    find_said(variable, &["USER", "LOGNAME", "USERNAME"])
        .or_else(account)
        .unwrap_or_else(|| NOBODY_KNOWN.to_owned())
}

/// The name of the account with that number, in a table of accounts in the form of `/etc/passwd`.
pub fn find_account(table: &str, number: u32) -> Option<&str> {
    table.lines().find_map(|line| {
        let mut fields = line.split(':');
        let name = fields.next().map(str::trim)?;
        let own = fields.nth(1)?.trim().parse::<u32>().ok()?;
        (own == number && !name.is_empty()).then_some(name)
    })
}

/// The mark that belongs to a file.
pub fn name_lock(path: &Path) -> Option<PathBuf> {
    let mut name = std::ffi::OsString::from(".~lock.");
    name.push(path.file_name()?);
    name.push("#");
    Some(path.with_file_name(name))
}

/// Marks a file as open here, unless somebody else has it open whose mark is not stale.
pub fn claim_lock(
    store: &dyn Store,
    path: &Path,
    own: &LockOwner,
    is_stale: impl Fn(&LockOwner) -> bool,
) -> Claim {
    let Some(lock) = name_lock(path) else {
        return Claim::Impossible;
    };
    match read_lock(store, &lock) {
        Ok(Some(owner)) if is_same(&owner, own) || is_stale(&owner) => {
            if store.remove(&lock).is_err() {
                return Claim::Impossible;
            }
        }
        Ok(Some(owner)) => return Claim::Held(owner),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        // Among them somebody else's in a form that is not known, or about to be written.
        Ok(None) | Err(_) => return Claim::Impossible,
    }
    let written = store
        .create(&lock, 0o666)
        .map(|file| file.write(own.write().as_bytes()));
    match written {
        Ok(Ok(())) => Claim::Taken,
        Ok(Err(_)) => {
            // Half a mark would say nothing to anybody.
            let _ = store.remove(&lock);
            Claim::Impossible
        }
        Err(_) => Claim::Impossible,
    }
}

/// Takes our mark away from a file; nobody else's.
pub fn release_lock(store: &dyn Store, path: &Path, own: &LockOwner) {
    if let Some(lock) = name_lock(path)
        && let Ok(Some(owner)) = read_lock(store, &lock)
        && is_same(&owner, own)
    {
        // One that cannot be removed is stale when this process is gone.
        let _ = store.remove(&lock);
    }
}

fn is_same(owner: &LockOwner, own: &LockOwner) -> bool {
    (&owner.program, &owner.host, &owner.login) == (&own.program, &own.host, &own.login)
}

fn read_lock(store: &dyn Store, lock: &Path) -> io::Result<Option<LockOwner>> {
    // A pipe of that name would be waited for for ever.
    if store.look(lock)?.kind != super::LookKind::File {
        return Ok(None);
    }
    let mut bytes = Vec::new();
    store.read(lock)?.take(MOST_BYTES).read_to_end(&mut bytes)?;
    Ok(LockOwner::read(&String::from_utf8_lossy(&bytes)))
}

/// The first of some variables that says something.
fn find_said(variable: impl Fn(&str) -> Option<String>, names: &[&str]) -> Option<String> {
    let mut found = names.iter().filter_map(|name| variable(name));
    found.find(|value| !value.trim().is_empty())
}

/// The account that this process runs under.
fn look_up_account() -> Option<String> {
    #[cfg(target_os = "linux")]
    {
        use std::os::unix::fs::MetadataExt;

        let number = std::fs::metadata("/proc/self").ok()?.uid();
        let table = std::fs::read("/etc/passwd").ok()?;
        find_account(&String::from_utf8_lossy(&table), number).map(str::to_owned)
    }
    #[cfg(not(target_os = "linux"))]
    {
        // Other systems keep their accounts elsewhere.
        let told = std::process::Command::new("id").arg("-un").output().ok();
        let told = told.filter(|it| cfg!(unix) && it.status.success());
        let name = told.and_then(|told| String::from_utf8(told.stdout).ok())?;
        let name = name.trim().to_owned();
        (!name.is_empty()).then_some(name)
    }
}

/// The name of this machine.
pub(super) fn find_host() -> Option<String> {
    let named = if cfg!(target_os = "linux") {
        std::fs::read_to_string("/proc/sys/kernel/hostname").ok()
    } else if cfg!(unix) {
        let told = std::process::Command::new("hostname").output().ok();
        told.and_then(|told| String::from_utf8(told.stdout).ok())
    } else {
        None
    };
    let host = named?.trim().to_owned();
    (!host.is_empty()).then_some(host)
}
