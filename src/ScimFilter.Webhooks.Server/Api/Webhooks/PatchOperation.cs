using System.Collections.Immutable;
using System.Text.Json;
using ScimFilter.Webhooks.Server.Api.Http;

namespace ScimFilter.Webhooks.Server.Api.Webhooks;

/// <summary>One operation of a patch.</summary>
/// <param name="Op">What is done.</param>
/// <param name="Path">The pointer as it was given.</param>
/// <param name="Property">The property that it names.</param>
/// <param name="Member">The member of that property; null for the whole.</param>
/// <param name="Value">The value; a null with <c>remove</c>.</param>
internal sealed record PatchOperation(string Op, string Path, string Property, string? Member, JsonElement Value)
{
    private const string EncryptedHeaders = "encryptedHeaders";

    private static readonly JsonElement _null = JsonElement.Parse("null");

    private static readonly string[] _properties =
    [
        "name", "description", "url", "eventTypes", "headers", "enabled", "secret", EncryptedHeaders, "enableCloudEventDelivery", "filter",
        "level",
        "ownerId", "checkCertificateRevocation",
    ];

    /// <summary>Gets the names of encrypted headers that are given values.</summary>
    public IEnumerable<string> GivenHeaders => Property != EncryptedHeaders || IsRemoval ? []
        : Member is not null ? [Member]
        : Value.ValueKind == JsonValueKind.Object
            ? Value.EnumerateObject().Where(member => member.Value.ValueKind != JsonValueKind.Null).Select(member => member.Name) : [];

    // A null has the same effect as 'remove': no property of a webhook has null as its value.
    private bool IsRemoval => Op == "remove" || Value.ValueKind == JsonValueKind.Null;

    /// <exception cref="ApiException">It is no operation that is allowed.</exception>
    public static PatchOperation Read(JsonElement operation)
    {
        if (operation.ValueKind != JsonValueKind.Object || TextOf(operation, "op") is not { } op
            || TextOf(operation, "path") is not { } path)
        {
            throw ApiException.BadRequest(ApiErrors.Patch(null, "An operation is an object with the strings 'op' and 'path'."));
        }

        if (op is not ("add" or "remove" or "replace"))
        {
            throw ApiException.BadRequest(ApiErrors.Patch(path, "'op' must be 'add', 'remove' or 'replace'."));
        }

        string[] names = [.. path.Split('/').Skip(1).Select(Unescape)];
        if (!path.StartsWith('/') || names.Length > 2)
        {
            throw ApiException.BadRequest(ApiErrors.Patch(path, $"'path' must be one of {Paths()}."));
        }

        if (ReadOnlyProperties.Stays(names[0]))
        {
            throw new ApiException(StatusCodes.Status409Conflict, ApiErrors.ReadOnly(names[0]));
        }

        bool hasMember = names.Length == 2;
        if (!_properties.Contains(names[0], StringComparer.Ordinal) || (hasMember && names[0] is not ("headers" or EncryptedHeaders)))
        {
            throw ApiException.BadRequest(ApiErrors.Patch(path, $"'path' must be one of {Paths()}."));
        }

        JsonElement value = _null;
        if (op != "remove" && !operation.TryGetProperty("value", out value))
        {
            throw ApiException.BadRequest(ApiErrors.Patch(path, ValueMissing(op)));
        }

        return new PatchOperation(op, path, names[0], hasMember ? names[1] : null, value);
    }

    /// <summary>Applies the operation; faults of its value are collected.</summary>
    /// <exception cref="ApiException">It cannot be done.</exception>
    public Webhook Apply(Webhook webhook, WebhookEdit edit, JsonMembers members) => Property switch
    {
        "name" => webhook with { Name = Required(members.Text(Property, Value)) },
        "url" => webhook with
        {
            Url = WebhookInputReader.ReadUrl(Value, members)
            ?? (members.Errors.Count > 0 ? webhook.Url : Required<Uri>(null))
        },
        "description" => webhook with { Description = members.Text(Property, Value) },
        "eventTypes" => webhook with { EventTypes = members.Texts(Property, Value) ?? [] },
        "headers" => webhook with
        {
            Headers = Member is null
                ? members.Headers(Property, Value) ?? webhook.Headers.Clear()
                : ApplyToHeader(webhook.Headers, members),
        },
        EncryptedHeaders => webhook with { EncryptedHeaders = ApplyToEncryptedHeaders(webhook.EncryptedHeaders, members) },
        "enabled" => webhook with { Enabled = members.Flag(Property, Value) ?? false },
        "secret" => webhook with { Secret = edit.SecretOf(webhook, members.Text(Property, Value)) },
        "enableCloudEventDelivery" => webhook with { EnableCloudEventDelivery = members.Flag(Property, Value) ?? false },
        "checkCertificateRevocation" => webhook with { CheckCertificateRevocation = members.Flag(Property, Value) ?? false },
        "filter" => webhook with { Filter = members.Text(Property, Value) },
        "ownerId" => webhook with { OwnerId = members.Text(Property, Value) },
        _ => ApplyLevel(webhook, members.Word(Property, Value, ApiNames.Levels, ApiNames.LevelOf) ?? WebhookLevel.Tenant),
    };

    // A webhook that comes to the level of its tenant has no owner any more; one that comes to a user's is its creator's unless the
    // patch says otherwise.
    private static Webhook ApplyLevel(Webhook webhook, WebhookLevel level) =>
        webhook with { Level = level, OwnerId = level == WebhookLevel.User ? webhook.OwnerId ?? webhook.CreatedByUserId : null };

    // The whole: an object takes the place of all headers, whereas an array of names, as an answer shows it, keeps their values.
    private ImmutableSortedDictionary<string, string> ApplyToEncryptedHeaders(
        ImmutableSortedDictionary<string, string> headers, JsonMembers members) =>
        Member is not null ? ApplyToHeader(headers, members)
        : members.EncryptedHeaders(Property, Value) is not { } change ? headers
        : (change with { Kept = change.Kept ?? [] }).ApplyTo(headers);

    private ImmutableSortedDictionary<string, string> ApplyToHeader(ImmutableSortedDictionary<string, string> headers, JsonMembers members)
    {
        if (Op != "add" && !headers.ContainsKey(Member!))
        {
            throw ApiException.BadRequest(ApiErrors.Patch(Path, $"There is no header '{Member}'."));
        }

        return IsRemoval ? headers.Remove(Member!) : headers.Remove(Member!).Add(Member!, members.Text(Path, Value) ?? "");
    }

    private static string ValueMissing(string op) =>
        $"'{op}' needs a member 'value' (RFC 6902, section 4); to take a property away, use 'remove'. "
        + "The API reference's own example, {\"op\":\"add\",\"path\":\"/description\"}, lacks it and is refused as well.";

    private T Required<T>(T? value)
        where T : class => value ?? throw ApiException.BadRequest(ApiErrors.Patch(Path, $"'{Property}' cannot be removed."));

    private static string? TextOf(JsonElement operation, string name) =>
        operation.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string Unescape(string name) =>
        name.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);

    private static string Paths() => string.Join(", ", _properties.Select(property => $"/{property}"));
}
