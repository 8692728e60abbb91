//! Asks the desktop how programs should look and move, and listens for changes. On Linux that is the
//! settings portal of the session's bus; elsewhere nothing is asked, and the toolkit knows of dark and
//! light alone.

use std::sync::mpsc::Receiver;

use crate::app::{SystemLook, say_aside};

/// What the desktop says, as soon as it does and whenever it changes; `wake` is called each time. Runs on
/// a thread of its own, as a bus may be slow to answer; where there is none, nothing ever comes.
pub fn watch(wake: impl Fn() + Send + 'static) -> Receiver<SystemLook> {
    let (sender, receiver) = std::sync::mpsc::channel();
    #[cfg(target_os = "linux")]
    if is_local(std::env::var("DBUS_SESSION_BUS_ADDRESS").ok().as_deref()) {
        let thread = std::thread::Builder::new().spawn(move || {
            let tell = |look| {
                let is_heard = sender.send(look).is_ok();
                wake();
                is_heard
            };
            // A desktop without a portal is like one without wishes.
            drop(portal::follow(tell));
        });
        // Without a thread there are no wishes either.
        drop(thread);
    }
    #[cfg(not(target_os = "linux"))]
    drop((sender, wake));
    receiver
}

/// Whether a bus is one of this machine: an address may name another one, and the program uses no
/// network. Without an address the bus is looked for on this machine.
pub fn is_local(address: Option<&str>) -> bool {
    address.is_none_or(|address| address.split(';').all(|one| one.starts_with("unix:")))
}

/// Starts the program anew without the addresses of buses that are not of this machine: what speaks to screen
/// readers would call there. Comes back where there is no such address, or no way to do so.
#[cfg(unix)]
pub fn leave_foreign_buses() {
    use std::os::unix::process::CommandExt;
    const ADDRESSES: [&str; 2] = ["DBUS_SESSION_BUS_ADDRESS", "AT_SPI_BUS_ADDRESS"];
    let is_foreign = |name: &&str| !is_local(std::env::var(name).ok().as_deref());
    let foreign: Vec<&str> = ADDRESSES.into_iter().filter(is_foreign).collect();
    if foreign.is_empty() {
        return;
    }
    if let Ok(program) = std::env::current_exe() {
        let mut anew = std::process::Command::new(program);
        anew.args(std::env::args_os().skip(1));
        for name in foreign {
            anew.env_remove(name);
        }
        // It returns only where that fails.
        let why = anew.exec();
        say_aside(format_args!(
            "the bus of another machine cannot be left: {why}"
        ));
    }
}

#[cfg(target_os = "linux")]
mod portal {
    use std::collections::BTreeMap;
    use std::time::Duration;

    use zbus::blocking::{MessageIterator, connection::Builder};
    use zbus::zvariant::{OwnedValue, Value};
    use zbus::{MatchRule, message};

    use crate::app::{NAMESPACES, SystemLook, SystemValue};

    const SERVICE: &str = "org.freedesktop.portal.Desktop";
    const PATH: &str = "/org/freedesktop/portal/desktop";
    const INTERFACE: &str = "org.freedesktop.portal.Settings";

    /// How long the portal may take to start.
    const PATIENCE: Duration = Duration::from_secs(20);

    /// Tells of what the portal says, until nobody listens any more or the bus goes.
    pub(super) fn follow(tell: impl Fn(SystemLook) -> bool) -> zbus::Result<()> {
        let bus = Builder::session()?.method_timeout(PATIENCE).build()?;
        // Asked for first, so that no change falls between.
        let rule = MatchRule::builder()
            .msg_type(message::Type::Signal)
            .path(PATH)?
            .interface(INTERFACE)?
            .member("SettingChanged")?
            .build();
        let changes = MessageIterator::for_match_rule(rule, &bus, Some(16))?;
        let wanted = (NAMESPACES.to_vec(),);
        let reply = bus.call_method(Some(SERVICE), PATH, Some(INTERFACE), "ReadAll", &wanted)?;
        let all: BTreeMap<String, BTreeMap<String, OwnedValue>> = reply.body().deserialize()?;
        let mut look = SystemLook::default();
        for (namespace, settings) in &all {
            for (key, value) in settings {
                take(&mut look, namespace, key, value);
            }
        }
        if !tell(look) {
            return Ok(());
        }
        for change in changes {
            let change = change?;
            let body = change.body();
            let Ok((namespace, key, value)) = body.deserialize::<(&str, &str, Value<'_>)>() else {
                continue;
            };
            if take(&mut look, namespace, key, &value) && !tell(look) {
                break;
            }
        }
        Ok(())
    }

    fn take(look: &mut SystemLook, namespace: &str, key: &str, value: &Value<'_>) -> bool {
        let value = match value {
            Value::U32(number) => SystemValue::Number(*number),
            Value::Bool(is_on) => SystemValue::Switch(*is_on),
            _ => return false,
        };
        look.take(namespace, key, value)
    }
}
