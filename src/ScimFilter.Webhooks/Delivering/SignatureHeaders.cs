namespace ScimFilter.Webhooks.Delivering;

/// <summary>Which signatures deliveries carry.</summary>
[Flags]
public enum SignatureHeaders
{
    /// <summary>None, though the webhook has a secret.</summary>
    None = 0,

    /// <summary><c>qlik-signature</c>.</summary>
    Qlik = 1,

    /// <summary><c>webhook-id</c>, <c>webhook-timestamp</c> and <c>webhook-signature</c>.</summary>
    StandardWebhooks = 2,
}
