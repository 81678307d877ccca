//! Passwords in the keychain of the system: Windows Credential Manager, macOS Keychain,
//! the Secret Service of Linux desktops. Bantin keeps them nowhere else.

use crate::access::Secret;
use crate::address::Address;
use crate::failure::PublishError;
use keyring::v1::{Entry, Error};

/// What people see in their keychain.
const SERVICE: &str = "Bantin";

/// The secret kept for the account of an address. `None` when there is none.
///
/// # Errors
///
/// [`PublishError::Keychain`] when the keychain does not answer.
pub fn kept(address: &Address) -> Result<Option<Secret>, PublishError> {
    match entry(address)?.get_password() {
        Ok(words) => Ok(Some(Secret::new(words))),
        Err(Error::NoEntry) => Ok(None),
        Err(error) => Err(refused(&error)),
    }
}

/// Keeps the secret for the account of an address, in place of an older one.
///
/// # Errors
///
/// [`PublishError::Keychain`] when the keychain does not answer or says no.
pub fn keep(address: &Address, secret: &Secret) -> Result<(), PublishError> {
    entry(address)?.set_password(secret.words()).map_err(|error| refused(&error))
}

/// Forgets the secret for the account of an address; none there is fine.
///
/// # Errors
///
/// [`PublishError::Keychain`] when the keychain does not answer or says no.
pub fn forget(address: &Address) -> Result<(), PublishError> {
    match entry(address)?.delete_credential() {
        Ok(()) | Err(Error::NoEntry) => Ok(()),
        Err(error) => Err(refused(&error)),
    }
}

fn entry(address: &Address) -> Result<Entry, PublishError> {
    Entry::new(SERVICE, &address.account()).map_err(|error| refused(&error))
}

fn refused(error: &Error) -> PublishError {
    // Some errors carry the bytes of the secret; their kind says enough.
    let said = match error {
        Error::BadEncoding(_) => "what is kept there is no text".to_owned(),
        Error::NoDefaultStore => "no keychain".to_owned(),
        Error::NoStorageAccess(_) => "locked".to_owned(),
        _ => "it said no".to_owned(),
    };
    PublishError::Keychain { said }
}
