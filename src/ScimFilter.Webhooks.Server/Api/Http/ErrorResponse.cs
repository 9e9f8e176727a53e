using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ScimFilter.Webhooks.Server.Api.Http;

/// <summary>Writes errors.</summary>
internal static class ErrorResponse
{
    // As other answers are written: errors are full of quotes.
    private static readonly ErrorJson _json =
        new(new JsonSerializerOptions(ErrorJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public static Task WriteAsync(HttpContext context, int status, params IReadOnlyList<ApiError> errors)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.Body.WriteAsync(Bytes(Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier, errors)).AsTask();
    }

    public static byte[] Bytes(string traceId, params IReadOnlyList<ApiError> errors) =>
        JsonSerializer.SerializeToUtf8Bytes(new ErrorBody(errors, traceId), _json.ErrorBody);
}
