//! Who is the client of a connection that a proxy made: what the proxies of the house say, and nobody else.

use std::net::IpAddr;

use axum::http::HeaderMap;
use greffe_chassis::{Failure, Result};

/// The proxies that are believed.
pub struct Proxies(Vec<(IpAddr, u8)>);

impl Proxies {
    /// From the configuration: addresses or networks, separated by commas.
    ///
    /// # Errors
    /// When one of them does not read.
    pub fn read(text: &str) -> Result<Self> {
        let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
        parts.map(network).collect::<Option<Vec<_>>>().map(Self).ok_or_else(|| {
            Failure::internal(
                "configuration key `limits.trusted_proxies` is no list of addresses or networks",
            )
        })
    }

    fn believed(&self, address: IpAddr) -> bool {
        self.0.iter().any(|(network, length)| first_bits(*network, *length) == first_bits(address, *length))
    }

    /// The client: the last address that none of the proxies has. What stands before it in the header is the client's own
    /// word, and counts for nothing.
    #[must_use]
    pub fn client(&self, from: IpAddr, headers: &HeaderMap) -> IpAddr {
        let from = from.to_canonical();
        if !self.believed(from) {
            return from;
        }
        let said = headers.get_all("x-forwarded-for").iter().filter_map(|value| value.to_str().ok());
        let hops: Vec<&str> = said.flat_map(|line| line.split(',')).map(str::trim).collect();
        let mut last = from;
        for hop in hops.iter().rev() {
            let Ok(address) = hop.parse::<IpAddr>() else { return last };
            last = address.to_canonical();
            if !self.believed(last) {
                return last;
            }
        }
        last
    }
}

fn network(text: &str) -> Option<(IpAddr, u8)> {
    let (address, length) = match text.split_once('/') {
        Some((address, length)) => (address, Some(length.parse::<u8>().ok()?)),
        None => (text, None),
    };
    let address: IpAddr = address.parse().ok()?;
    let longest = if address.is_ipv4() { 32 } else { 128 };
    let length = length.unwrap_or(longest);
    (length <= longest).then_some((address, length))
}

/// The family of an address, and its first bits.
fn first_bits(address: IpAddr, length: u8) -> (bool, u128) {
    let (bits, longest) = match address {
        IpAddr::V4(four) => (u128::from(four.to_bits()), 32),
        IpAddr::V6(six) => (six.to_bits(), 128),
    };
    let shift = u32::from(longest - length.min(longest));
    (address.is_ipv4(), bits.checked_shr(shift).unwrap_or_default())
}
