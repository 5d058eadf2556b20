//! Encrypted connections, by rustls. What is checked of the server's certificate depends on the mode.

use std::path::Path;
use std::sync::Arc;

use tokio_rustls::rustls::client::WebPkiServerVerifier;
use tokio_rustls::rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use tokio_rustls::rustls::crypto::{CryptoProvider, ring};
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName, UnixTime};
use tokio_rustls::rustls::{
    CertificateError, ClientConfig, DigitallySignedStruct, Error, RootCertStore, SignatureScheme,
};

use crate::base::Problem;
use crate::connect::connections::{Server, TlsMode};

/// How connections to a server are encrypted. Reads the certificates that its definition names.
pub fn client_config(server: &Server) -> Result<Arc<ClientConfig>, Problem> {
    let provider = Arc::new(ring::default_provider());
    let failed = |error: Error| {
        let problem =
            Problem::error(say!("server-tls-setup", name = server.connection.as_str(), error = error.to_string()));
        problem.remedy(say!("server-check-certificates")).at("connection")
    };
    let algorithms = provider.clone();
    let builder = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let builder = builder.map_err(failed)?;
    let check = match server.tls.mode {
        TlsMode::Disable | TlsMode::Prefer | TlsMode::Require => Check::Nothing,
        TlsMode::VerifyCa => Check::Authority(verifier(server, &algorithms)?),
        TlsMode::VerifyFull => Check::AuthorityAndName(verifier(server, &algorithms)?),
    };
    let builder = builder.dangerous().with_custom_certificate_verifier(Arc::new(Verifier { check, algorithms }));
    let config = match &server.tls.own {
        None => builder.with_no_client_auth(),
        Some((certificate, key)) => {
            let chain = certificates(certificate)?;
            let key = PrivateKeyDer::from_pem_file(key).map_err(|_| unreadable(key))?;
            builder.with_client_auth_cert(chain, key).map_err(failed)?
        }
    };
    Ok(Arc::new(config))
}

/// The check against the authorities of a file, or of the system.
fn verifier(server: &Server, provider: &Arc<CryptoProvider>) -> Result<Arc<WebPkiServerVerifier>, Problem> {
    let mut roots = RootCertStore::empty();
    let found = match &server.tls.root {
        Some(path) => certificates(path)?,
        None => rustls_native_certs::load_native_certs().certs,
    };
    let (added, _) = roots.add_parsable_certificates(found);
    if added == 0 {
        let problem = Problem::error(say!("server-no-authorities", name = server.connection.as_str()));
        return Err(problem.remedy(say!("server-name-authorities")).at("connection"));
    }
    WebPkiServerVerifier::builder_with_provider(Arc::new(roots), provider.clone()).build().map_err(|error| {
        let problem =
            Problem::error(say!("server-tls-setup", name = server.connection.as_str(), error = error.to_string()));
        problem.remedy(say!("server-check-certificates")).at("connection")
    })
}

fn certificates(path: &Path) -> Result<Vec<CertificateDer<'static>>, Problem> {
    let read = CertificateDer::pem_file_iter(path).and_then(Iterator::collect::<Result<Vec<_>, _>>);
    read.ok().filter(|found| !found.is_empty()).ok_or_else(|| unreadable(path))
}

fn unreadable(path: &Path) -> Problem {
    let problem = Problem::error(say!("server-certificate-unreadable", path = path.display().to_string()));
    problem.remedy(say!("server-check-certificates")).at("connection")
}

/// What is checked of a certificate.
#[derive(Debug)]
enum Check {
    Nothing,
    Authority(Arc<WebPkiServerVerifier>),
    AuthorityAndName(Arc<WebPkiServerVerifier>),
}

#[derive(Debug)]
struct Verifier {
    check: Check,
    algorithms: Arc<CryptoProvider>,
}

impl ServerCertVerifier for Verifier {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let verified = match &self.check {
            Check::Nothing => return Ok(ServerCertVerified::assertion()),
            Check::Authority(verifier) | Check::AuthorityAndName(verifier) => {
                verifier.verify_server_cert(end_entity, intermediates, server_name, ocsp_response, now)
            }
        };
        match (&self.check, verified) {
            // The name is checked last: the rest has been found right.
            (
                Check::Authority(_),
                Err(Error::InvalidCertificate(
                    CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. },
                )),
            ) => Ok(ServerCertVerified::assertion()),
            (_, verified) => verified,
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let known = &self.algorithms.signature_verification_algorithms;
        tokio_rustls::rustls::crypto::verify_tls12_signature(message, certificate, signature, known)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let known = &self.algorithms.signature_verification_algorithms;
        tokio_rustls::rustls::crypto::verify_tls13_signature(message, certificate, signature, known)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.algorithms.signature_verification_algorithms.supported_schemes()
    }
}
