//! The login: the server's greeting, encryption, the proof of the password.

use super::answer::{Reader, done, error, put_bytes};
use super::auth::Method;
use super::fault::Fault;
use super::packets::{Packets, Stream};

/// What a client can do, as bits.
const LONG_PASSWORD: u32 = 1;
/// Rows that are found count as changed, also if they have the new values already.
const FOUND_ROWS: u32 = 1 << 1;
const LONG_FLAG: u32 = 1 << 2;
const WITH_DATABASE: u32 = 1 << 3;
/// The server may ask for what LOAD DATA LOCAL sends.
const LOCAL_FILES: u32 = 1 << 7;
const PROTOCOL_41: u32 = 1 << 9;
const SSL: u32 = 1 << 11;
const TRANSACTIONS: u32 = 1 << 13;
const SECURE_CONNECTION: u32 = 1 << 15;
const PLUGIN_AUTH: u32 = 1 << 19;
const PLUGIN_AUTH_LENGTH: u32 = 1 << 21;
/// utf8mb4, until the session says more.
const CHARSET: u8 = 45;
const MOST_BYTES: u32 = 1 << 30;
/// The random bytes of the server.
const NONCE: usize = 20;

/// Who logs in.
pub struct Login<'a> {
    pub user: &'a str,
    pub password: &'a [u8],
    pub database: &'a str,
    /// Whether rows will be sent by LOAD DATA LOCAL.
    pub sends_rows: bool,
    /// Whether nobody can listen, as on a socket of this machine.
    pub is_private: bool,
}

/// Why there is no session.
#[derive(Debug)]
pub enum LoginFault {
    Fault(Fault),
    /// The server has no encryption, and some is required.
    NoTls,
    /// The encryption could not be agreed on.
    Tls(std::io::Error),
    /// The server would have to be told the password itself, over a connection that is not encrypted.
    PlainPassword(&'static str),
    /// The server asks for a proof that is not known here.
    UnknownMethod(String),
}

impl From<Fault> for LoginFault {
    fn from(fault: Fault) -> LoginFault {
        LoginFault::Fault(fault)
    }
}

/// What a server says first.
struct Greeting {
    session: u32,
    nonce: Vec<u8>,
    capabilities: u32,
    method: Option<Method>,
}

fn greeting(payload: &[u8]) -> Result<Greeting, Fault> {
    if payload.first() == Some(&0xff) {
        return Err(error(payload));
    }
    let mut reader = Reader(payload);
    if reader.byte()? != 10 {
        return Err(Fault::Form);
    }
    reader.before_zero()?;
    let session = reader.u32()?;
    let mut nonce = reader.take(8)?.to_vec();
    reader.take(1)?;
    let low = u32::from(reader.u16()?);
    reader.take(3)?;
    let capabilities = low | u32::from(reader.u16()?) << 16;
    let length = usize::from(reader.byte()?);
    reader.take(10)?;
    nonce.extend_from_slice(reader.take(length.saturating_sub(8).max(13))?);
    nonce.truncate(NONCE);
    let method = reader.before_zero().unwrap_or(reader.0);
    Ok(Greeting { session, nonce, capabilities, method: Method::named(method) })
}

/// How the way to the server becomes encrypted.
pub trait Encrypts {
    async fn encrypt(&self, stream: Box<dyn Stream>) -> std::io::Result<Box<dyn Stream>>;
}

impl Login<'_> {
    /// Logs in; returns the number of the session. `encryption` is used if the server has it; `is_required` says whether it
    /// must.
    pub async fn through(
        &self,
        stream: Box<dyn Stream>,
        encryption: Option<&impl Encrypts>,
        is_required: bool,
    ) -> Result<(Packets, u32), LoginFault> {
        let mut packets = Packets::over(stream);
        let greeting = greeting(packets.next().await?)?;
        let wanted = PROTOCOL_41 | SECURE_CONNECTION | PLUGIN_AUTH | PLUGIN_AUTH_LENGTH;
        if greeting.capabilities & wanted != wanted {
            return Err(Fault::Form.into());
        }
        let local = if self.sends_rows { LOCAL_FILES } else { 0 };
        let mut flags = wanted
            | LONG_PASSWORD
            | FOUND_ROWS
            | LONG_FLAG
            | WITH_DATABASE
            | TRANSACTIONS
            | (local & greeting.capabilities);
        let mut is_private = self.is_private;
        match encryption {
            Some(encryption) if greeting.capabilities & SSL != 0 => {
                flags |= SSL;
                packets.send(&head(flags)).await?;
                let changed = packets.through(async |stream| encryption.encrypt(stream).await).await;
                packets = changed.map_err(LoginFault::Tls)?.ok_or(Fault::Form)?;
                is_private = true;
            }
            _ if is_required => return Err(LoginFault::NoTls),
            _ => {}
        }
        // A method that is not known here is agreed on later.
        let method = greeting.method.unwrap_or(Method::Native);
        let proof = match method.proof(self.password, &greeting.nonce) {
            Some(proof) => proof,
            None if is_private => self.plain(),
            None => return Err(LoginFault::PlainPassword(method.name())),
        };
        let mut answer = head(flags);
        answer.extend_from_slice(self.user.as_bytes());
        answer.push(0);
        put_bytes(&proof, &mut answer);
        answer.extend_from_slice(self.database.as_bytes());
        answer.push(0);
        answer.extend_from_slice(method.name().as_bytes());
        answer.push(0);
        packets.send(&answer).await?;
        self.prove(&mut packets, method, is_private).await?;
        Ok((packets, greeting.session))
    }

    fn plain(&self) -> Vec<u8> {
        [self.password, &[0]].concat()
    }

    /// Answers what the server asks until it is content.
    async fn prove(&self, packets: &mut Packets, mut method: Method, is_private: bool) -> Result<(), LoginFault> {
        // A server asks two or three times at most.
        for _ in 0..8 {
            let payload = packets.next().await?;
            let answer = match payload {
                [0, ..] => return Ok(done(payload).map(drop)?),
                [0xff, ..] => return Err(error(payload).into()),
                // Another method, with other random bytes.
                [0xfe, rest @ ..] => {
                    let mut reader = Reader(rest);
                    let name = reader.before_zero().unwrap_or(b"mysql_old_password");
                    let unknown = || LoginFault::UnknownMethod(String::from_utf8_lossy(name).into_owned());
                    method = Method::named(name).ok_or_else(unknown)?;
                    let nonce = reader.0.get(..NONCE).unwrap_or(reader.0);
                    match method.proof(self.password, nonce) {
                        Some(proof) => proof,
                        None if is_private => self.plain(),
                        None => return Err(LoginFault::PlainPassword(method.name())),
                    }
                }
                // The proof is right.
                [1, 3] if method == Method::CachingSha2 => continue,
                // The server has not seen this password lately, and needs it whole.
                [1, 4] if method == Method::CachingSha2 && is_private => self.plain(),
                [1, 4] if method == Method::CachingSha2 => return Err(LoginFault::PlainPassword(method.name())),
                _ => return Err(Fault::Form.into()),
            };
            packets.send(&answer).await?;
        }
        Err(Fault::Form.into())
    }
}

/// The beginning of the client's answer, which is all that is sent before encryption.
fn head(flags: u32) -> Vec<u8> {
    let mut head = Vec::with_capacity(128);
    head.extend_from_slice(&flags.to_le_bytes());
    head.extend_from_slice(&MOST_BYTES.to_le_bytes());
    head.push(CHARSET);
    head.extend_from_slice(&[0; 23]);
    head
}
