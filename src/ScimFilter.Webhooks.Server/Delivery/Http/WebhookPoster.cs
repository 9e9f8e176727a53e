using System.Diagnostics;
using System.Net;
using ScimFilter.Webhooks.Delivering;
using ScimFilter.Webhooks.Server.Configuration;
using ScimFilter.Webhooks.Server.Delivery.Resolving;

namespace ScimFilter.Webhooks.Server.Delivery.Http;

/// <summary>
/// Posts to receivers that may be slow, broken or hostile: no redirects, no proxy (not those of the environment either), no cookies, only
/// allowed addresses, nothing fetched to judge a certificate, a time for the whole, and no more of the answer than is kept. Thread-safe.
/// </summary>
internal sealed class WebhookPoster : IDisposable
{
    private const int KilobytesOfHeaders = 32;

    private readonly HttpClient _plain;
    private readonly HttpClient _revocation;
    private readonly DeliveryOptions _options;
    private readonly TimeProvider _time;

    public WebhookPoster(GuardedConnector connector, DeliveryOptions options, TimeProvider time)
    {
        _options = options;
        _time = time;
        _plain = ClientOf(connector, options, checkRevocation: false);
        _revocation = ClientOf(connector, options, checkRevocation: true);
    }

    /// <summary>Posts.</summary>
    /// <param name="tenantId">The tenant that name look-ups count for.</param>
    /// <param name="request">What, and where.</param>
    /// <param name="checkRevocation">Whether the receiver's certificate is checked for revocation.</param>
    /// <param name="cancellationToken">Ends the attempt, with an exception; whatever else ends it is a result.</param>
    public async Task<PostResult> PostAsync(
        string tenantId, DeliveryRequest request, bool checkRevocation, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(_options.Timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using HttpRequestMessage message = MessageOf(tenantId, request);
            HttpClient client = checkRevocation ? _revocation : _plain;
            using HttpResponseMessage response = await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, either.Token);
            string body = await ResponseReading.ReadBodyAsync(response, _options.MaxResponseBytes, either.Token, cancellationToken);
            return ResponseReading.ResultOf(response, body, _time.GetUtcNow());
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return Failed(AttemptFailure.Timeout, $"No answer within {_options.Timeout.TotalSeconds:0.#} seconds.");
        }
        catch (HttpRequestException exception)
        {
            return FailureOf(exception);
        }
        catch (IOException exception)
        {
            return Failed(AttemptFailure.Connection, exception.Message);
        }
    }

    public void Dispose()
    {
        _plain.Dispose();
        _revocation.Dispose();
    }

    private static HttpRequestMessage MessageOf(string tenantId, DeliveryRequest request)
    {
        var message = new HttpRequestMessage(HttpMethod.Post, request.Url) { Content = new ReadOnlyMemoryContent(request.Body) };
        message.Options.Set(GuardedConnector.Tenant, tenantId);
        foreach (DeliveryHeader header in request.Headers)
        {
            if (!message.Headers.TryAddWithoutValidation(header.Name, header.Value))
            {
                message.Content.Headers.TryAddWithoutValidation(header.Name, header.Value);
            }
        }

        return message;
    }

    private static PostResult FailureOf(HttpRequestException exception) => (exception.InnerException, exception.HttpRequestError) switch
    {
        (AddressRefusedException refused, _) => Failed(AttemptFailure.AddressRefused, refused.Message),
        (NameResolutionException unresolved, _) => Failed(AttemptFailure.Connection, unresolved.Message),
        (_, HttpRequestError.SecureConnectionError) =>
            Failed(AttemptFailure.Encryption, exception.InnerException?.Message ?? exception.Message),
        (_, HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded or HttpRequestError.HttpProtocolError) =>
            Failed(AttemptFailure.Protocol, exception.Message),
        _ => Failed(AttemptFailure.Connection, exception.Message),
    };

    private static PostResult Failed(AttemptFailure failure, string message) => new(new AttemptOutcome { Failure = failure }, message);

    private static HttpClient ClientOf(GuardedConnector connector, DeliveryOptions options, bool checkRevocation)
    {
        var handler = new SocketsHttpHandler
        {
            ConnectCallback = connector.ConnectAsync,
            ConnectTimeout = options.Timeout,
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            AutomaticDecompression = DecompressionMethods.GZip,
            MaxResponseHeadersLength = KilobytesOfHeaders,
            MaxResponseDrainSize = 64 << 10,
            ResponseDrainTimeout = TimeSpan.FromSeconds(1),
            PooledConnectionIdleTimeout = TimeSpan.FromMinutes(1),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),

            // Receivers are told nothing of what goes on inside.
            ActivityHeadersPropagator = DistributedContextPropagator.CreateNoOutputPropagator(),
        };
        handler.SslOptions.CertificateChainPolicy = CertificateRules.ChainPolicy(checkRevocation);
        return new HttpClient(handler) { Timeout = System.Threading.Timeout.InfiniteTimeSpan };
    }
}
