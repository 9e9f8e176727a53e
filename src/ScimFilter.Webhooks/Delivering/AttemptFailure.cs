namespace ScimFilter.Webhooks.Delivering;

/// <summary>Why an attempt ended without an answer.</summary>
public enum AttemptFailure
{
    /// <summary>There was an answer.</summary>
    None,

    /// <summary>It took too long.</summary>
    Timeout,

    /// <summary>No connection, or it broke.</summary>
    Connection,

    /// <summary>The receiver's certificate, or the encryption, was not good.</summary>
    Encryption,

    /// <summary>The target's address is not one that may be connected to.</summary>
    AddressRefused,

    /// <summary>What came back was not HTTP.</summary>
    Protocol,

    /// <summary>The stored event could not be read, so nothing was sent: this says nothing of the receiver.</summary>
    EventUnreadable,

    /// <summary>A header of the webhook cannot be sent, so nothing was: its owner has to change the webhook.</summary>
    HeaderRefused,
}
