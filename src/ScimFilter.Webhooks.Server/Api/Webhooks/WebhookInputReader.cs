using System.Text.Json;
using ScimFilter.Webhooks.Server.Api.Http;

namespace ScimFilter.Webhooks.Server.Api.Webhooks;

/// <summary>Reads the body of a POST or PUT. A member that no webhook has is a fault.</summary>
internal static class WebhookInputReader
{
    private static readonly string[] _writable =
    [
        "url", "name", "level", "filter", "secret", "enabled", "headers", "encryptedHeaders", "ownerId", "eventTypes", "description",
        "origin", "enableCloudEventDelivery", "checkCertificateRevocation",
    ];

    /// <exception cref="ApiException">The body has faults; all of them are told.</exception>
    public static WebhookInput Read(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            throw ApiException.BadRequest(ApiErrors.Body("The body must be an object."));
        }

        var members = new JsonMembers();
        var input = new WebhookInput();
        foreach (JsonProperty member in body.EnumerateObject())
        {
            input = ReadMember(input, member.Name, member.Value, members);
        }

        foreach ((string name, bool given) in ((string, bool)[])[("url", HasText(body, "url")), ("name", HasText(body, "name"))])
        {
            if (!given)
            {
                members.Add(ApiErrors.Missing(name));
            }
        }

        members.ThrowIfInvalid();
        return input;
    }

    /// <summary>Reads a target.</summary>
    public static Uri? ReadUrl(JsonElement value, JsonMembers members)
    {
        if (members.Text("url", value) is not { } text)
        {
            return null;
        }

        if (Uri.TryCreate(text, UriKind.Absolute, out Uri? url))
        {
            return url;
        }

        members.Add(new ApiError(ErrorCodes.Url, "The URL is not allowed.")
        { Source = "url", Detail = "The URL must be absolute and begin with https://." });
        return null;
    }

    private static bool HasText(JsonElement body, string name) =>
        body.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null;

    private static WebhookInput ReadMember(WebhookInput input, string name, JsonElement value, JsonMembers members) => name switch
    {
        "url" => input with { Url = ReadUrl(value, members) },
        "name" => input with { Name = members.Text(name, value) },
        "level" => input with { Level = members.Word(name, value, ApiNames.Levels, ApiNames.LevelOf) },
        "filter" => input with { Filter = members.Text(name, value) },
        "secret" => input with { Secret = new SecretChange(members.Text(name, value)) },
        "enabled" => input with { Enabled = members.Flag(name, value) },
        "headers" => input with { Headers = members.Headers(name, value) },
        "encryptedHeaders" => input with { EncryptedHeaders = members.EncryptedHeaders(name, value) },
        "ownerId" => input with { OwnerId = members.Text(name, value) },
        "eventTypes" => input with { EventTypes = members.Texts(name, value) },
        "description" => input with { Description = members.Text(name, value) },
        "origin" => input with { Origin = members.Word(name, value, ApiNames.Origins, ApiNames.OriginOf) },
        "enableCloudEventDelivery" => input with { EnableCloudEventDelivery = members.Flag(name, value) },
        "checkCertificateRevocation" => input with { CheckCertificateRevocation = members.Flag(name, value) },
        _ when ReadOnlyProperties.Contains(name) => value.ValueKind == JsonValueKind.Null
            ? input
            : input with { ReadOnly = input.ReadOnly.SetItem(name, value.ToString()) },
        _ when ReadOnlyProperties.IsObservation(name) => input,
        _ => Unknown(input, name, members),
    };

    private static WebhookInput Unknown(WebhookInput input, string name, JsonMembers members)
    {
        members.Add(ApiErrors.UnknownMember(name, _writable.Concat(ReadOnlyProperties.Names)));
        return input;
    }
}
