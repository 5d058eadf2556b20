//! The beginning of a connection: whether it is encrypted is agreed on with the server here, so that a [`Tap`] can be put on
//! what is read, encrypted or not.

use std::error::Error;
use std::fmt;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, ReadBuf};
use tokio_postgres::tls::{ChannelBinding, MakeTlsConnect, TlsConnect, TlsStream};

use super::guard::{Breach, Guard};
use super::tap::{CopiedRows, Tap};
use super::tls::{Encrypted, Encryption, Handshake};

/// Asks whether the server encrypts: the length and the number of the request.
const REQUEST: [u8; 8] = [0, 0, 0, 8, 4, 210, 22, 47];

/// Makes connections to one server. For the client library they all count as encrypted, without a request of its own
/// (`SslMode::Require`, `SslNegotiation::Direct`).
#[derive(Clone)]
pub(super) struct Lines {
    /// `None` if connections are never encrypted.
    pub encryption: Option<Encryption>,
    /// Whether they are always encrypted.
    pub is_required: bool,
    /// Where rows of copies go.
    pub rows: Arc<CopiedRows>,
}

/// The connection was lost before it was agreed on.
#[derive(Debug)]
pub(super) struct NotAgreed(pub io::Error);

impl fmt::Display for NotAgreed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Error for NotAgreed {}

type AnyError = Box<dyn Error + Send + Sync>;

impl<S: AsyncRead + AsyncWrite + Unpin + Send + 'static> MakeTlsConnect<S> for Lines {
    type Stream = Tap<Line<S>>;
    type TlsConnect = Opening;
    type Error = AnyError;

    fn make_tls_connect(&mut self, host: &str) -> Result<Opening, AnyError> {
        let handshake = self.encryption.as_mut();
        let handshake = handshake.map(|encryption| MakeTlsConnect::<S>::make_tls_connect(encryption, host));
        Ok(Opening { handshake: handshake.transpose()?, is_required: self.is_required, rows: self.rows.clone() })
    }
}

/// The beginning of one connection.
pub(super) struct Opening {
    handshake: Option<Handshake>,
    is_required: bool,
    rows: Arc<CopiedRows>,
}

impl<S: AsyncRead + AsyncWrite + Unpin + Send + 'static> TlsConnect<S> for Opening {
    type Stream = Tap<Line<S>>;
    type Error = AnyError;
    type Future = Pin<Box<dyn Future<Output = Result<Tap<Line<S>>, AnyError>> + Send>>;

    fn connect(self, mut stream: S) -> Self::Future {
        Box::pin(async move {
            let plain = |stream, rows| Tap::new(Line::Plain(stream), Guard::new(false), rows);
            let Some(handshake) = self.handshake else { return Ok(plain(stream, self.rows)) };
            let agree = async {
                stream.write_all(&REQUEST).await?;
                stream.flush().await?;
                let mut answer = [0];
                stream.read_exact(&mut answer).await?;
                match answer {
                    [b'S'] => Ok(true),
                    [b'N'] => Ok(false),
                    // An old server may answer with an error; what is no server answers with anything.
                    _ => Err(io::Error::from(Breach::Form)),
                }
            };
            match agree.await.map_err(NotAgreed)? {
                true => {
                    let line = Line::Encrypted(handshake.connect(stream).await?);
                    Ok(Tap::new(line, Guard::new(true), self.rows))
                }
                false if self.is_required => Err(io::Error::other("server does not support TLS").into()),
                false => Ok(plain(stream, self.rows)),
            }
        })
    }
}

/// A connection, encrypted or not.
pub(super) enum Line<S> {
    Plain(S),
    Encrypted(Encrypted<S>),
}

impl<S: AsyncRead + AsyncWrite + Unpin> TlsStream for Tap<Line<S>> {
    fn channel_binding(&self) -> ChannelBinding {
        ChannelBinding::none()
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin> AsyncRead for Line<S> {
    fn poll_read(self: Pin<&mut Self>, context: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        match self.get_mut() {
            Line::Plain(stream) => Pin::new(stream).poll_read(context, buffer),
            Line::Encrypted(stream) => Pin::new(stream).poll_read(context, buffer),
        }
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin> AsyncWrite for Line<S> {
    fn poll_write(self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        match self.get_mut() {
            Line::Plain(stream) => Pin::new(stream).poll_write(context, bytes),
            Line::Encrypted(stream) => Pin::new(stream).poll_write(context, bytes),
        }
    }

    fn poll_flush(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        match self.get_mut() {
            Line::Plain(stream) => Pin::new(stream).poll_flush(context),
            Line::Encrypted(stream) => Pin::new(stream).poll_flush(context),
        }
    }

    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        match self.get_mut() {
            Line::Plain(stream) => Pin::new(stream).poll_shutdown(context),
            Line::Encrypted(stream) => Pin::new(stream).poll_shutdown(context),
        }
    }
}
