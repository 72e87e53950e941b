//! The throw-away certificate: made anew at every start, kept in memory, good for the replica's
//! hosts only.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rcgen::{CertificateParams, KeyPair, PublicKeyData as _};
use std::sync::Arc;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring::default_provider;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;

use crate::StartError;

/// What the server needs to speak TLS, and what a browser needs to trust it.
pub(crate) struct Certificate {
    pub(crate) acceptor: TlsAcceptor,
    pub(crate) spki_hash: String,
    pub(crate) der: Vec<u8>,
}

impl Certificate {
    pub(crate) fn for_hosts(hosts: &[String]) -> Result<Self, StartError> {
        let key = KeyPair::generate()?;
        let spki = key.subject_public_key_info();
        let spki_hash = STANDARD.encode(ring::digest::digest(&ring::digest::SHA256, &spki));
        let certificate = CertificateParams::new(hosts)?.self_signed(&key)?;
        let der = certificate.der().clone();
        let private = PrivateKeyDer::Pkcs8(key.serialize_der().into());
        let mut config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
            .with_safe_default_protocol_versions()?
            .with_no_client_auth()
            .with_single_cert(vec![der.clone()], private)?;
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(Self { acceptor: TlsAcceptor::from(Arc::new(config)), spki_hash, der: der.to_vec() })
    }
}
