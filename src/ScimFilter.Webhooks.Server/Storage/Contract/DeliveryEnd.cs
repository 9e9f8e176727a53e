namespace ScimFilter.Webhooks.Server.Storage.Contract;

/// <summary>What becomes of a delivery after an attempt.</summary>
internal enum DeliveryEnd
{
    /// <summary>It is done.</summary>
    Delivered,

    /// <summary>It is due again.</summary>
    Retry,

    /// <summary>It has failed, and waits to be recovered or forgotten.</summary>
    Failed,
}
