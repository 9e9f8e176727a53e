using System.Collections.Immutable;
using System.Net;
using System.Text;
using ScimFilter.Webhooks.Delivering;
using ScimFilter.Webhooks.Events;
using ScimFilter.Webhooks.Signing;

namespace ScimFilter.Webhooks.Tests;

/// <summary>What is posted, when it is tried again, and where it may go.</summary>
public class DeliveringTests
{
    private static readonly DateTimeOffset _now = DateTimeOffset.UnixEpoch;

    [Fact]
    public void No_delay_is_longer_than_the_longest()
    {
        RetrySchedule schedule = RetrySchedule.Default with { MaxRetryAfter = TimeSpan.FromMinutes(5) };
        AttemptOutcome[] failures =
        [
            new() { StatusCode = 500 }, new() { StatusCode = 429 }, new() { StatusCode = 503, RetryAfter = TimeSpan.FromDays(9) },
        ];
        var now = new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
        for (int attempt = 1; attempt <= schedule.Delays.Length; attempt++)
        {
            TimeSpan longest = failures.Max(outcome => schedule.Decide(attempt, outcome, now, 0.999).DueAt - now);
            Assert.InRange(longest / schedule.LongestDelayAfter(attempt), 0.99, 1);
        }

        Assert.Equal(schedule.LongestDelayAfter(schedule.Delays.Length), schedule.LongestDelayAfter(99));
        Assert.Throws<ArgumentOutOfRangeException>(() => schedule.LongestDelayAfter(0));
    }

    [Fact]
    public void A_delivery_carries_the_headers_that_receivers_look_for()
    {
        DeliveryRequest request = Build(Samples.Webhook() with { Secret = new WebhookSecret("s") });
        Assert.Equal(
            ["content-type: application/json", "user-agent: Qlik Webhook", "accept-encoding: gzip",
                $"qlik-signature: {QlikSignature.Sign("s", request.Body.Span)}"],
            request.Headers.Select(header => $"{header.Name}: {header.Value}"));
    }

    [Fact]
    public void A_webhook_without_a_secret_is_not_signed() =>
        Assert.DoesNotContain(Build(Samples.Webhook()).Headers, header => header.Name == QlikSignature.HeaderName);

    [Fact]
    public void A_delivery_is_in_both_shapes_or_a_cloud_event_where_the_webhook_says_so()
    {
        Assert.Equal(EventShape.Both, ShapeOf(Build(Samples.Webhook())));
        DeliveryRequest cloud = Build(Samples.Webhook() with { EnableCloudEventDelivery = true });
        Assert.Equal(Samples.CloudEvent, Encoding.UTF8.GetString(cloud.Body.Span));
    }

    [Fact]
    public void Headers_of_the_webhook_go_along_and_secret_ones_are_not_shown()
    {
        DeliveryRequest request = Build(Samples.Webhook() with
        {
            Headers = Headers(("x-one", "1")),
            EncryptedHeaders = Headers(("x-two", "2")),
        });
        Assert.Contains(new DeliveryHeader("x-two", "2") { IsSecret = true }, request.Headers);
        Assert.Equal(
            ["x-one: 1", "x-two: **OMITTED**"],
            request.ShownHeaders().Where(header => header.Key.StartsWith("x-", StringComparison.Ordinal))
                .Select(header => $"{header.Key}: {header.Value}"));
    }

    [Fact]
    public void Standard_webhooks_can_be_had_besides()
    {
        var builder = new DeliveryRequestBuilder(
            DeliveryRequestOptions.Default with { Signatures = SignatureHeaders.Qlik | SignatureHeaders.StandardWebhooks });
        Webhook webhook = Samples.Webhook() with { Secret = new WebhookSecret("s") };
        DeliveryRequest request = builder.Build(webhook, Samples.Utf8(Samples.CloudEvent), EventShape.CloudEvent, "m1", _now);
        Assert.True(StandardWebhooksSignature.Verify(
            "s", Value("webhook-id"), Value("webhook-timestamp"), Value("webhook-signature"), request.Body.Span, _now, TimeSpan.Zero));
        Assert.Equal("m1", Value("webhook-id"));

        string Value(string name) => request.Headers.Single(header => header.Name == name).Value;
    }

    [Theory]
    [InlineData("m1", "m1")]
    [InlineData("m\r\nx-evil: 1", "m%0D%0Ax-evil:%201")]
    [InlineData("é", "%C3%A9")]
    [InlineData("50%", "50%25")]
    [InlineData("a\0\"b\u007f😀", "a%00%22b%7F%F0%9F%98%80")]
    public void The_identifier_of_a_message_is_encoded_and_signed_as_it_is_sent(string id, string sent)
    {
        var builder = new DeliveryRequestBuilder(DeliveryRequestOptions.Default with { Signatures = SignatureHeaders.StandardWebhooks });
        Webhook webhook = Samples.Webhook() with { Secret = new WebhookSecret("s") };
        DeliveryRequest request = builder.Build(webhook, Samples.Utf8(Samples.CloudEvent), EventShape.CloudEvent, id, _now);
        Assert.Equal(sent, Value("webhook-id"));
        Assert.True(StandardWebhooksSignature.Verify(
            "s", sent, Value("webhook-timestamp"), Value("webhook-signature"), request.Body.Span, _now, TimeSpan.Zero));

        string Value(string name) => request.Headers.Single(header => header.Name == name).Value;
    }

    [Theory]
    [InlineData("x-ok", "a\r\nb: c")]
    [InlineData("x-ok", "a\nb")]
    [InlineData("x-ok", "é")]
    [InlineData("x-ok", "\0")]
    [InlineData("x\r\ny", "v")]
    [InlineData("x y", "v")]
    [InlineData("", "v")]
    [InlineData("x-ok", " v")]
    [InlineData("x-ok", "v ")]
    public void A_header_that_would_break_the_request_is_refused_where_the_request_is_built(string name, string value)
    {
        Assert.ThrowsAny<ArgumentException>(() => new DeliveryHeader(name, value));
        Assert.ThrowsAny<ArgumentException>(() => Build(Samples.Webhook() with { Headers = Headers((name, value)) }));
        Assert.ThrowsAny<ArgumentException>(() => Build(Samples.Webhook() with { EncryptedHeaders = Headers((name, value)) }));
    }

    [Fact]
    public void An_identifier_that_no_header_can_hold_is_refused() => Assert.All(
        ["", "\ud800", "a\udbff", "\udc00\ud800"],
        id => Assert.Throws<ArgumentException>(() => StandardWebhooksSignature.EncodeId(id)));

    [Fact]
    public void A_user_agent_that_would_break_the_request_is_refused() =>
        Assert.Throws<ArgumentException>(() => DeliveryRequestOptions.Default with { UserAgent = "x\r\ny: z" });

    [Theory]
    [InlineData(1, 200, 0, RetryDecision.Delivered, 0)]
    [InlineData(1, 204, 0, RetryDecision.Delivered, 0)]
    [InlineData(1, 500, 0, RetryDecision.Retry, 5)]
    [InlineData(1, 302, 0, RetryDecision.Retry, 5)]
    [InlineData(1, 400, 0, RetryDecision.Retry, 5)]
    [InlineData(1, 410, 0, RetryDecision.Disable, 0)]
    [InlineData(1, 429, 0, RetryDecision.Retry, 60)]
    [InlineData(1, 502, 0, RetryDecision.Retry, 60)]
    [InlineData(1, 504, 0, RetryDecision.Retry, 60)]
    [InlineData(1, 429, 300, RetryDecision.Retry, 300)]
    [InlineData(1, 429, 7, RetryDecision.Retry, 7)]
    [InlineData(1, 429, 2, RetryDecision.Retry, 5)]
    [InlineData(1, 503, 90_000, RetryDecision.Retry, 28_800)]
    [InlineData(3, 500, 7, RetryDecision.Retry, 120)]
    [InlineData(10, 500, 0, RetryDecision.Retry, 28_800)]
    [InlineData(11, 500, 0, RetryDecision.GiveUp, 0)]
    public void The_schedule_without_chance(int attempt, int status, int retryAfter, RetryDecision decision, int seconds)
    {
        RetryStep step = (RetrySchedule.Default with { Jitter = 0 }).Decide(
            attempt, new AttemptOutcome { StatusCode = status, RetryAfter = retryAfter == 0 ? null : TimeSpan.FromSeconds(retryAfter) },
            _now, 0.5);
        Assert.Equal(new RetryStep(decision, _now.AddSeconds(seconds)), step);
    }

    [Fact]
    public void An_event_that_cannot_be_read_is_given_up_at_once()
    {
        var outcome = new AttemptOutcome { Failure = AttemptFailure.EventUnreadable };
        Assert.False(outcome.ConcernsReceiver);
        Assert.True(new AttemptOutcome { Failure = AttemptFailure.Timeout }.ConcernsReceiver);
        Assert.Equal(new RetryStep(RetryDecision.GiveUp, _now), RetrySchedule.Default.Decide(1, outcome, _now, 0.5));
    }

    [Fact]
    public void An_empty_event_is_no_JSON() => Assert.ThrowsAny<System.Text.Json.JsonException>(
        () => new DeliveryRequestBuilder().Build(Samples.Webhook(), default, EventShape.CloudEvent, "m", _now));

    [Theory]
    [InlineData(0.0, 96)]
    [InlineData(0.5, 120)]
    [InlineData(0.75, 132)]
    public void Chance_moves_a_delay_by_a_fifth_at_most(double chance, double seconds) =>
        Assert.Equal(
            _now.AddSeconds(seconds), RetrySchedule.Default.Decide(3, new AttemptOutcome { StatusCode = 500 }, _now, chance).DueAt);

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.99)]
    public void Chance_never_comes_before_what_the_receiver_asked_for(double chance) =>
        Assert.True(RetrySchedule.Default.Decide(1, new AttemptOutcome { StatusCode = 503, RetryAfter = TimeSpan.FromHours(1) }, _now,
            chance).DueAt >= _now.AddHours(1));

    [Fact]
    public void The_attempts_spread_over_about_a_day() =>
        Assert.InRange(RetrySchedule.Default.Delays.Sum(delay => delay.TotalHours), 22, 26);

    [Theory]
    [InlineData("https://example.com/x", null)]
    [InlineData("https://example.com:8443/x?y=1", null)]
    [InlineData("https://93.184.216.34/", null)]
    [InlineData("http://example.com/", "https")]
    [InlineData("ftp://example.com/", "https")]
    [InlineData("/relative", "https")]
    [InlineData("https://user:pw@example.com/", "password")]
    [InlineData("https://localhost/", "127.0.0.1")]
    [InlineData("https://LOCALHOST./", "127.0.0.1")]
    [InlineData("https://127.1/", "127.0.0.1")]
    [InlineData("https://2130706433/", "127.0.0.1")]
    [InlineData("https://0x7f000001/", "127.0.0.1")]
    [InlineData("https://169.254.169.254/latest/meta-data", "169.254.169.254")]
    [InlineData("https://[::1]/", "::1")]
    [InlineData("https://[::ffff:10.0.0.1]/", "10.0.0.1")]
    [InlineData("https://[fd00:ec2::254]/", "fd00:ec2::254")]
    [InlineData("https://[64:ff9b::a00:1]/", "64:ff9b::")]
    [InlineData("https://[2002:a00:1::]/", "2002:a00:1::")]
    public void Targets_in_networks_of_ones_own_are_refused(string url, string? reason)
    {
        string? refusal = AddressPolicy.PublicOnly.Refuse(new Uri(url, UriKind.RelativeOrAbsolute));
        if (reason is null)
        {
            Assert.Null(refusal);
        }
        else
        {
            Assert.Contains(reason, refusal, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Theory]
    [InlineData("http://127.0.0.1:9/", "127.0.0.1", true)]
    [InlineData("http://name.example/", "127.0.0.9", true)]
    [InlineData("http://name.example/", "::ffff:127.0.0.9", true)]
    [InlineData("http://name.example/", "93.184.216.34", false)]
    [InlineData("https://name.example/", "93.184.216.34", true)]
    [InlineData("https://name.example/", "10.1.2.3", false)]
    [InlineData("https://name.example/", "2606:2800:220:1::1", true)]
    [InlineData("https://name.example/", "fe80::1", false)]
    public void An_allowed_network_may_do_without_encryption_and_no_other(string url, string address, bool allowed) =>
        Assert.Equal(allowed, new AddressPolicy(IPNetwork.Parse("127.0.0.0/8")).Allows(new Uri(url), IPAddress.Parse(address)));

    private static DeliveryRequest Build(Webhook webhook) =>
        new DeliveryRequestBuilder().Build(webhook, Samples.Utf8(Samples.CloudEvent), EventShape.CloudEvent, "m1", _now);

    private static EventShape ShapeOf(DeliveryRequest request)
    {
        Assert.True(EventEnvelope.TryRead(request.Body.Span, out EventEnvelope? envelope, out _));
        return envelope.Shape;
    }

    private static ImmutableSortedDictionary<string, string> Headers(params (string Name, string Value)[] headers) =>
        headers.ToImmutableSortedDictionary(header => header.Name, header => header.Value, StringComparer.OrdinalIgnoreCase);
}
