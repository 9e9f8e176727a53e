namespace ScimFilter.Webhooks.Server.Delivery.Resolving;

/// <summary>Why a name has no addresses.</summary>
internal enum NameFailure
{
    /// <summary>It has addresses.</summary>
    None,

    /// <summary>The name does not exist, or has no address.</summary>
    NotFound,

    /// <summary>The DNS servers could not answer, or answered what cannot be used.</summary>
    ServerFailure,

    /// <summary>No DNS server answered in time.</summary>
    Timeout,

    /// <summary>It was not looked up, as too many other look-ups of the tenant were under way.</summary>
    Busy,
}
