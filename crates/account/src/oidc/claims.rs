//! What a provider tells about a person, under the names the settings give.

use std::collections::BTreeMap;

use openidconnect::{
    AdditionalClaims, ClientId, ClientSecret, EmptyExtraTokenFields, EndpointMaybeSet,
    EndpointNotSet, EndpointSet, IdTokenClaims, IdTokenFields, StandardErrorResponse,
    StandardTokenResponse, UserInfoClaims,
    core::{
        CoreAuthDisplay, CoreAuthPrompt, CoreErrorResponseType, CoreGenderClaim, CoreJsonWebKey,
        CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm, CoreProviderMetadata,
        CoreRevocableToken, CoreRevocationErrorResponse, CoreTokenIntrospectionResponse,
        CoreTokenType,
    },
};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Settings, failed};
use crate::{AccountError, VerifiedIdentity};

/// Claims beyond those of the standard, whatever they are called.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Extra(BTreeMap<String, Value>);

impl AdditionalClaims for Extra {}

type Fields = IdTokenFields<
    Extra,
    EmptyExtraTokenFields,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJwsSigningAlgorithm,
>;

/// The provider's answer to a code.
pub(super) type Answer = StandardTokenResponse<Fields, CoreTokenType>;

/// The client of a provider that was discovered.
pub(super) type Client = openidconnect::Client<
    Extra,
    CoreAuthDisplay,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJsonWebKey,
    CoreAuthPrompt,
    StandardErrorResponse<CoreErrorResponseType>,
    Answer,
    CoreTokenIntrospectionResponse,
    CoreRevocableToken,
    CoreRevocationErrorResponse,
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

/// A client with our id and secret.
pub(super) fn client(
    metadata: &CoreProviderMetadata,
    id: ClientId,
    secret: ClientSecret,
) -> Client {
    Client::from_provider_metadata(metadata.clone(), id, Some(secret))
}

/// Verified claims by name.
pub(super) struct Claims {
    issuer: String,
    subject: String,
    told: BTreeMap<String, Value>,
}

impl Claims {
    /// The claims of an ID token that was verified.
    pub(super) fn new(
        issuer: String,
        token: &IdTokenClaims<Extra, CoreGenderClaim>,
    ) -> Result<Self, AccountError> {
        let mut claims =
            Self { issuer, subject: token.subject().to_string(), told: BTreeMap::new() };
        claims.take(serde_json::to_value(token).map_err(|error| failed(&error))?);
        Ok(claims)
    }

    /// Whether a claim that the settings name is missing.
    pub(super) fn lack(&self, settings: &Settings) -> bool {
        let names = &settings.claims;
        let named = [Some(&names.name), names.number.as_ref(), names.login.as_ref()];
        named.into_iter().flatten().any(|name| self.text(name).is_none())
    }

    /// Adds what the userinfo endpoint told of the same person; the token's own claims stand.
    pub(super) fn add(
        &mut self,
        more: &UserInfoClaims<Extra, CoreGenderClaim>,
    ) -> Result<(), AccountError> {
        self.take(serde_json::to_value(more).map_err(|error| failed(&error))?);
        Ok(())
    }

    fn take(&mut self, value: Value) {
        let Value::Object(claims) = value else { return };
        for (name, value) in claims {
            self.told.entry(name).or_insert(value);
        }
    }

    fn text(&self, name: &str) -> Option<&str> {
        self.told.get(name).and_then(Value::as_str).map(str::trim).filter(|text| !text.is_empty())
    }

    /// The person under our names.
    pub(super) fn identity(&self, settings: &Settings) -> VerifiedIdentity {
        let named = |name: &Option<String>| {
            name.as_ref().and_then(|name| self.text(name)).map(str::to_owned)
        };
        VerifiedIdentity {
            issuer: self.issuer.clone(),
            subject: self.subject.clone(),
            name: self.text(&settings.claims.name).unwrap_or_default().to_owned(),
            number: named(&settings.claims.number),
            login: named(&settings.claims.login),
        }
    }
}
