namespace ScimFilter.Webhooks.Server.Api.Http;

/// <summary>The codes of errors. They are part of the API: none changes its meaning.</summary>
internal static class ErrorCodes
{
    /// <summary>The body is not JSON, a value has the wrong type, or a member is not known.</summary>
    public const string Body = "WEBHOOKS-1";

    /// <summary>A required property is missing.</summary>
    public const string Missing = "WEBHOOKS-2";

    /// <summary>A property has a value that it cannot have.</summary>
    public const string Value = "WEBHOOKS-3";

    /// <summary>The filter is not valid; <c>filter</c> says where and why.</summary>
    public const string Filter = "WEBHOOKS-4";

    /// <summary>An event type does not exist, or not at this level.</summary>
    public const string EventType = "WEBHOOKS-5";

    /// <summary>Events may not be sent to the URL.</summary>
    public const string Url = "WEBHOOKS-6";

    /// <summary>A header may not be sent.</summary>
    public const string Header = "WEBHOOKS-7";

    /// <summary>A parameter of the query is not valid.</summary>
    public const string Query = "WEBHOOKS-8";

    /// <summary>The cursor is not valid.</summary>
    public const string Cursor = "WEBHOOKS-9";

    /// <summary>An operation of the patch is not allowed or cannot be done.</summary>
    public const string Patch = "WEBHOOKS-10";

    /// <summary>A property can only be read.</summary>
    public const string ReadOnly = "WEBHOOKS-11";

    /// <summary>There is no such webhook.</summary>
    public const string WebhookNotFound = "WEBHOOKS-12";

    /// <summary>There is no such delivery.</summary>
    public const string DeliveryNotFound = "WEBHOOKS-13";

    /// <summary>There are as many webhooks as there may be.</summary>
    public const string Quota = "WEBHOOKS-14";

    /// <summary>Delivery as CloudEvents cannot be turned off again.</summary>
    public const string CloudEventDelivery = "WEBHOOKS-15";

    /// <summary>Encrypted headers must be given anew with a new URL.</summary>
    public const string EncryptedHeaders = "WEBHOOKS-16";

    /// <summary>The event is not valid.</summary>
    public const string Event = "WEBHOOKS-17";

    /// <summary>The webhook is being changed by others.</summary>
    public const string Conflict = "WEBHOOKS-18";

    /// <summary>The period has more events than a replay examines.</summary>
    public const string ReplayTooLong = "WEBHOOKS-19";

    /// <summary>A replay of the webhook, or a count of the tenant, is under way.</summary>
    public const string ReplayUnderWay = "WEBHOOKS-20";

    /// <summary>There was no replay of the webhook.</summary>
    public const string ReplayNotFound = "WEBHOOKS-21";
}
