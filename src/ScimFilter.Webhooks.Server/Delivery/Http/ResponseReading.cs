using System.Collections.Immutable;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using ScimFilter.Webhooks.Delivering;

namespace ScimFilter.Webhooks.Server.Delivery.Http;

/// <summary>Reads answers, as much of them as is kept.</summary>
internal static class ResponseReading
{
    private const int MaxHeaders = 64;
    private const int MaxHeaderLength = 1_024;

    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(int.MaxValue);

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
        var outcome = new AttemptOutcome { StatusCode = status, RetryAfter = RetryAfterOf(response.Headers, now) };
        string message = string.Create(CultureInfo.InvariantCulture, $"{status} {Cut(response.ReasonPhrase ?? "")}").TrimEnd();
        return new PostResult(outcome, message) { Headers = HeadersOf(response), Body = body };
    }

    // A number of seconds, or a date (RFC 9110, section 10.2.3). The framework reads numbers of 32 bits and of few digits; any other is
    // read here. What is beyond 32 bits counts as the longest time, which the retry schedule shortens as it does any other.
    private static TimeSpan? RetryAfterOf(HttpResponseHeaders headers, DateTimeOffset now)
    {
        RetryConditionHeaderValue? header = headers.RetryAfter;
        TimeSpan? wait = header?.Delta ?? header?.Date - now ?? SecondsOf(headers);
        return wait > TimeSpan.Zero ? wait : null;
    }

    private static TimeSpan? SecondsOf(HttpResponseHeaders headers)
    {
        string text = headers.NonValidated.TryGetValues("Retry-After", out HeaderStringValues values) ? values.ToString().Trim() : "";
        return text.Length == 0 || text.AsSpan().ContainsAnyExceptInRange('0', '9') ? null
            : int.TryParse(text.TrimStart('0'), NumberStyles.None, CultureInfo.InvariantCulture, out int seconds)
                ? TimeSpan.FromSeconds(seconds)
            : text.AsSpan().ContainsAnyExcept('0') ? _longest : null;
    }

    private static ImmutableArray<KeyValuePair<string, string>> HeadersOf(HttpResponseMessage response) =>
    [
        .. response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated)
            .SelectMany(header => header.Value.Select(value => KeyValuePair.Create(header.Key.ToLowerInvariant(), Cut(value))))
            .Take(MaxHeaders),
    ];

    private static string Cut(string text) => text.Length <= MaxHeaderLength ? text : text[..MaxHeaderLength];
}
