//! The keyring of a Linux desktop: the Secret Service of freedesktop.org on the session bus. The crates for it would add
//! features to crates that polars is built on, and a dozen calls are needed. The session is a plain one: only this user can
//! listen to the session bus.

use std::collections::{BTreeSet, HashMap};
use std::future::Future;
use std::time::Duration;

use futures_lite::future;
use zbus::zvariant::{OwnedObjectPath, OwnedValue, Value as Variant};
use zbus::{Connection, Message};
use zeroize::{Zeroize, Zeroizing};

use super::value::Value;

const BUS: &str = "org.freedesktop.secrets";
const SERVICE: &str = "/org/freedesktop/secrets";
/// Our entries have these attributes, as those of other programs do.
const OURS: &str = "tablewire";
/// A keyring that has not answered then will not.
const LIMIT: Duration = Duration::from_secs(3);

/// Why a keyring gives nothing.
#[derive(Debug)]
pub enum Fault {
    /// There is no session bus, nobody on it keeps secrets, or there is no default collection.
    Absent,
    Locked,
    Silent,
    /// It has several entries of the name.
    Several,
    NotText,
    /// Its own words, which hold no secret: it is told none in a call that can fail so.
    Failed(String),
}

impl From<zbus::Error> for Fault {
    fn from(error: zbus::Error) -> Fault {
        if let zbus::Error::MethodError(name, ..) = &error {
            let name = name.as_str();
            if name == "org.freedesktop.Secret.Error.IsLocked" {
                return Fault::Locked;
            }
            let absent = ["ServiceUnknown", "NameHasNoOwner"];
            if name.starts_with("org.freedesktop.DBus.Error.Spawn.")
                || absent.iter().any(|end| name.strip_prefix("org.freedesktop.DBus.Error.") == Some(end))
            {
                return Fault::Absent;
            }
            return Fault::Failed(name.to_owned());
        }
        Fault::Failed(error.to_string())
    }
}

impl From<zbus::zvariant::Error> for Fault {
    fn from(error: zbus::zvariant::Error) -> Fault {
        Fault::Failed(error.to_string())
    }
}

/// The secret of this name; `None` if it has none.
pub fn get(name: &str) -> Result<Option<Value>, Fault> {
    in_time(async {
        let keyring = Keyring::open().await?;
        let (unlocked, locked) = keyring.search(Some(name)).await?;
        match (unlocked.as_slice(), locked.is_empty()) {
            (_, false) => Err(Fault::Locked),
            ([], _) => Ok(None),
            ([item], _) => keyring.value(item).await.map(Some),
            _ => Err(Fault::Several),
        }
    })
}

/// Keeps a secret, also instead of an older one.
pub fn set(name: &str, value: &str) -> Result<(), Fault> {
    in_time(async { Keyring::open().await?.set(name, value).await })
}

/// Whether it had the name, and has it no more.
pub fn remove(name: &str) -> Result<bool, Fault> {
    in_time(async {
        let keyring = Keyring::open().await?;
        let (unlocked, locked) = keyring.search(Some(name)).await?;
        if !locked.is_empty() {
            return Err(Fault::Locked);
        }
        for item in &unlocked {
            let reply = keyring.call(item, "org.freedesktop.Secret.Item", "Delete", &()).await?;
            nobody_is_asked(&reply.body().deserialize()?)?;
        }
        Ok(!unlocked.is_empty())
    })
}

/// The names of our entries, also of locked ones.
pub fn names() -> Result<BTreeSet<String>, Fault> {
    in_time(async {
        let keyring = Keyring::open().await?;
        let (unlocked, locked) = keyring.search(None).await?;
        let mut names = BTreeSet::new();
        for item in unlocked.iter().chain(&locked) {
            let attributes = keyring.property(item, "org.freedesktop.Secret.Item", "Attributes").await?;
            let mut attributes = HashMap::<String, String>::try_from(attributes)?;
            names.extend(attributes.remove("username"));
        }
        Ok(names)
    })
}

/// Fails if a secret could not be kept.
pub fn is_ready() -> Result<(), Fault> {
    in_time(async { Keyring::open().await?.collection().await.map(drop) })
}

fn in_time<T>(work: impl Future<Output = Result<T, Fault>>) -> Result<T, Fault> {
    let end = async {
        async_io::Timer::after(LIMIT).await;
        Err(Fault::Silent)
    };
    future::block_on(future::or(work, end))
}

/// A prompt would have to be shown and waited for.
fn nobody_is_asked(prompt: &OwnedObjectPath) -> Result<(), Fault> {
    if prompt.as_str() == "/" { Ok(()) } else { Err(Fault::Locked) }
}

struct Keyring {
    bus: Connection,
    session: OwnedObjectPath,
}

impl Keyring {
    async fn open() -> Result<Keyring, Fault> {
        // Without a bus there is no keyring, whatever the reason.
        let bus = Connection::session().await.map_err(|_| Fault::Absent)?;
        let arguments = ("plain", Variant::from(""));
        let reply = call(&bus, SERVICE, "org.freedesktop.Secret.Service", "OpenSession", &arguments).await?;
        let (_, session): (OwnedValue, OwnedObjectPath) = reply.body().deserialize()?;
        Ok(Keyring { bus, session })
    }

    async fn call<B>(&self, path: &str, interface: &str, method: &str, body: &B) -> Result<Message, Fault>
    where
        B: serde::Serialize + zbus::zvariant::DynamicType,
    {
        call(&self.bus, path, interface, method, body).await
    }

    async fn property(&self, path: &str, interface: &str, name: &str) -> Result<OwnedValue, Fault> {
        let reply = self.call(path, "org.freedesktop.DBus.Properties", "Get", &(interface, name)).await?;
        Ok(reply.body().deserialize()?)
    }

    /// Our entries of this name, or all of them: those that can be read, and those that are locked.
    async fn search(&self, name: Option<&str>) -> Result<(Vec<OwnedObjectPath>, Vec<OwnedObjectPath>), Fault> {
        let reply = self.call(SERVICE, "org.freedesktop.Secret.Service", "SearchItems", &(attributes(name),)).await?;
        Ok(reply.body().deserialize()?)
    }

    async fn value(&self, item: &OwnedObjectPath) -> Result<Value, Fault> {
        let reply = self.call(item, "org.freedesktop.Secret.Item", "GetSecret", &(&self.session,)).await?;
        let body = reply.body();
        let ((_, _, bytes, _),): ((OwnedObjectPath, Vec<u8>, Vec<u8>, String),) = body.deserialize()?;
        String::from_utf8(bytes).map(Zeroizing::new).map_err(|error| {
            error.into_bytes().zeroize();
            Fault::NotText
        })
    }

    /// The collection for new entries, if it is open.
    async fn collection(&self) -> Result<OwnedObjectPath, Fault> {
        let reply = self.call(SERVICE, "org.freedesktop.Secret.Service", "ReadAlias", &("default",)).await?;
        let path: OwnedObjectPath = reply.body().deserialize()?;
        if path.as_str() == "/" {
            return Err(Fault::Absent);
        }
        let is_locked = self.property(&path, "org.freedesktop.Secret.Collection", "Locked").await?;
        if bool::try_from(is_locked)? { Err(Fault::Locked) } else { Ok(path) }
    }

    async fn set(&self, name: &str, value: &str) -> Result<(), Fault> {
        let collection = self.collection().await?;
        let properties = HashMap::from([
            ("org.freedesktop.Secret.Item.Label", Variant::from(format!("Tablewire: {name}"))),
            ("org.freedesktop.Secret.Item.Attributes", Variant::from(attributes(Some(name)))),
        ]);
        let secret = (&self.session, Vec::<u8>::new(), value.as_bytes(), "text/plain");
        let arguments = (properties, secret, true);
        let reply = self.call(&collection, "org.freedesktop.Secret.Collection", "CreateItem", &arguments).await?;
        let (_, prompt): (OwnedObjectPath, OwnedObjectPath) = reply.body().deserialize()?;
        nobody_is_asked(&prompt)
    }
}

fn attributes(name: Option<&str>) -> HashMap<&str, &str> {
    [("service", OURS)].into_iter().chain(name.map(|name| ("username", name))).collect()
}

async fn call<B>(bus: &Connection, path: &str, interface: &str, method: &str, body: &B) -> Result<Message, Fault>
where
    B: serde::Serialize + zbus::zvariant::DynamicType,
{
    Ok(bus.call_method(Some(BUS), path, Some(interface), method, body).await?)
}
