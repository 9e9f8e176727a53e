using System.Collections.Immutable;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using ScimFilter.Webhooks.Delivering;

namespace ScimFilter.Webhooks.Server.Delivery;

/// <summary>Reads answers, as much of them as is kept.</summary>
internal static class ResponseReading
{
    private const int MaxHeaders = 64;
    private const int MaxHeaderLength = 1_024;

    /// <summary>
    /// Reads the beginning of the body. The status has come already, so a body that breaks off or takes too long changes nothing.
    /// </summary>
    public static async Task<string> ReadBodyAsync(
        HttpResponseMessage response, int limit, CancellationToken either, CancellationToken stopping)
    {
        var buffer = new byte[Math.Min(limit, response.Content.Headers.ContentLength ?? limit)];
        int length = 0;
        try
        {
            Stream stream = await response.Content.ReadAsStreamAsync(either);
            int read;
            while (length < buffer.Length && (read = await stream.ReadAsync(buffer.AsMemory(length), either)) > 0)
            {
                length += read;
            }
        }
        catch (Exception exception) when (
            exception is IOException or HttpRequestException or InvalidDataException
                || (exception is OperationCanceledException && !stopping.IsCancellationRequested))
        {
        }

        return Encoding.UTF8.GetString(buffer, 0, length);
    }

    public static PostResult ResultOf(HttpResponseMessage response, string body, DateTimeOffset now)
    {
        int status = (int)response.StatusCode;
        var outcome = new AttemptOutcome { StatusCode = status, RetryAfter = RetryAfterOf(response.Headers.RetryAfter, now) };
        string message = string.Create(CultureInfo.InvariantCulture, $"{status} {Cut(response.ReasonPhrase ?? "")}").TrimEnd();
        return new PostResult(outcome, message) { Headers = HeadersOf(response), Body = body };
    }

    private static TimeSpan? RetryAfterOf(RetryConditionHeaderValue? header, DateTimeOffset now)
    {
        TimeSpan? wait = header?.Delta ?? header?.Date - now;
        return wait > TimeSpan.Zero ? wait : null;
    }

    private static ImmutableArray<KeyValuePair<string, string>> HeadersOf(HttpResponseMessage response) =>
    [
        .. response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated)
            .SelectMany(header => header.Value.Select(value => KeyValuePair.Create(header.Key.ToLowerInvariant(), Cut(value))))
            .Take(MaxHeaders),
    ];

    private static string Cut(string text) => text.Length <= MaxHeaderLength ? text : text[..MaxHeaderLength];
}
