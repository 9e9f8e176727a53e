using System.Globalization;
using System.Text.Json;

namespace ScimFilter.Webhooks.Server.Api.Http;

/// <summary>Errors that many requests can meet.</summary>
internal static class ApiErrors
{
    public static ApiError Unauthorized { get; } =
        new("HTTP-401", "Unauthorized") { Detail = "The request needs a bearer that is known here." };

    public static ApiError WebhookNotFound { get; } = new(ErrorCodes.WebhookNotFound, "There is no such webhook.");

    public static ApiError DeliveryNotFound { get; } = new(ErrorCodes.DeliveryNotFound, "There is no such delivery.");

    public static ApiError Forbidden(string detail) => new("HTTP-403", "Forbidden") { Detail = detail };

    public static ApiError ReadTimeout { get; } = new("HTTP-503", "Service Unavailable")
    {
        Detail = "The read took too long and was ended: ask for fewer items, or try again later.",
    };

    public static ApiError Status(int status, string title) => new($"HTTP-{status}", title);

    public static ApiError Body(string detail) => new(ErrorCodes.Body, "The body is not valid.") { Detail = detail };

    /// <summary>Says where a body is no JSON, in words of the API and not of the reader.</summary>
    public static ApiError NotJson(JsonException exception) => Body(string.Create(
        CultureInfo.InvariantCulture,
        $"The body is not valid JSON: line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}."));

    public static ApiError UnknownMember(string name, IEnumerable<string> known) =>
        Body($"There is no member '{Suggestions.Cut(name)}' here{Suggestions.For(name, known)}") with { Source = Suggestions.Cut(name) };

    public static ApiError Value(string property, string detail) =>
        new(ErrorCodes.Value, "A value is not valid.") { Source = property, Detail = detail };

    public static ApiError Missing(string property) =>
        new(ErrorCodes.Missing, "A value is missing.") { Source = property, Detail = $"'{property}' is required." };

    public static ApiError Query(string parameter, string detail) =>
        new(ErrorCodes.Query, "A parameter is not valid.") { Source = parameter, Detail = detail };

    public static ApiError ReadOnly(string property) =>
        new(ErrorCodes.ReadOnly, "A value cannot be changed.") { Source = property, Detail = $"'{property}' can only be read." };

    public static ApiError Patch(string? path, string detail) =>
        new(ErrorCodes.Patch, "The patch is not valid.") { Source = path, Detail = detail };

    /// <summary>Tells of a rule that a webhook breaks.</summary>
    public static ApiError Of(WebhookFault fault, Webhook webhook) => fault.Kind switch
    {
        WebhookFaultKind.Filter => new ApiError(ErrorCodes.Filter, "The filter is not valid.")
        {
            Source = fault.Property,
            Detail = fault.Message,
            Filter = FilterErrorBody.Of(fault.FilterError!, webhook.Filter!),
        },
        WebhookFaultKind.EventType =>
            new ApiError(ErrorCodes.EventType, "An event type is not valid.") { Source = fault.Property, Detail = fault.Message },
        WebhookFaultKind.Url => new ApiError(ErrorCodes.Url, "The URL is not allowed.") { Source = fault.Property, Detail = fault.Message },
        WebhookFaultKind.Header =>
            new ApiError(ErrorCodes.Header, "A header is not allowed.") { Source = fault.Property, Detail = fault.Message },
        _ => Value(fault.Property, fault.Message),
    };
}
