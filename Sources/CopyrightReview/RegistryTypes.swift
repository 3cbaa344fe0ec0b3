// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

public import DesignRegistry

/// A registered design, without its picture.
public typealias DesignRecord = DesignRegistry.DesignRecord

/// What a submitter may say about a design.
public typealias DesignDetails = DesignRegistry.DesignDetails

/// The file format of an original.
public typealias OriginalFormat = DesignRegistry.OriginalFormat

/// A design whose picture the registry does not have.
public typealias SealedDesign = DesignRegistry.SealedDesign

/// What a registry holds, in numbers.
public typealias RegistryStatistics = DesignRegistry.RegistryStatistics

/// What a registry holds, counted in several ways.
public typealias RegistryTallies = DesignRegistry.RegistryTallies

/// A key to the service, without its secret.
public typealias AccessKey = DesignRegistry.AccessKey

/// What the bearer of a key is.
public typealias AccessRole = DesignRegistry.AccessRole

/// A request that its client may repeat without harm.
public typealias RepeatableRequest = DesignRegistry.RepeatableRequest

/// What the registry knows of a repeatable request.
public typealias RequestClaim = DesignRegistry.RequestClaim

/// An answer that is given again.
public typealias KeptAnswer = DesignRegistry.KeptAnswer

/// An import that a service does on its own.
public typealias ImportJob = DesignRegistry.ImportJob
