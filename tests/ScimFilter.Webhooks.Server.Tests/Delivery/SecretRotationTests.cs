using System.Globalization;
using ScimFilter.Webhooks.Server.Tests.Support;
using ScimFilter.Webhooks.Signing;

namespace ScimFilter.Webhooks.Server.Tests.Delivery;

/// <summary>The headers of Standard Webhooks, and secrets that change.</summary>
public sealed class SecretRotationTests
{
    private const string First = "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    private const string Second = "whsec_BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB";

    [Fact]
    public async Task A_secret_that_was_replaced_signs_beside_the_new_one_for_a_while()
    {
        await using Receiver receiver = await Receiver.StartAsync();
        await using TestServer server = await TestServer.StartAsync(
            "--Webhooks:Delivery:StandardWebhooks=true", "--Webhooks:SecretOverlap=01:00:00");
        string id = await server.CreateAsync(receiver.Url, new { secret = First });
        await server.PublishAsync("e1");
        Assert.Equal([First], SignersOf(await receiver.NextAsync()));

        Answer answer = await server.SendAsync(
            TestServer.Admin, "PATCH", $"/api/v1/webhooks/{id}", $$"""[{"op":"replace","path":"/secret","value":"{{Second}}"}]""");
        Assert.Equal(204, answer.Status);
        await server.PublishAsync("e2");
        Assert.Equal([Second, First], SignersOf(await receiver.NextAsync()));

        // An attempt that is still on its way would take too long by this clock.
        await server.Deliveries.CompletedAsync();
        await server.Deliveries.CompletedAsync();
        server.Time.Advance(TimeSpan.FromHours(2));
        await server.PublishAsync("e3");
        Received last = await receiver.NextAsync();
        Assert.Equal([Second], SignersOf(last));
        Assert.Equal(QlikSignature.Sign(Second, last.Body), last.Headers[QlikSignature.HeaderName]);
    }

    [Fact]
    public async Task Without_a_secret_nothing_is_signed()
    {
        await using Receiver receiver = await Receiver.StartAsync();
        await using TestServer server = await TestServer.StartAsync("--Webhooks:Delivery:StandardWebhooks=true");
        await server.CreateAsync(receiver.Url);
        await server.PublishAsync("e1");
        Received received = await receiver.NextAsync();
        Assert.DoesNotContain(StandardWebhooksSignature.SignatureHeader, received.Headers.Keys, StringComparer.OrdinalIgnoreCase);
        Assert.DoesNotContain(QlikSignature.HeaderName, received.Headers.Keys, StringComparer.OrdinalIgnoreCase);
    }

    private static IEnumerable<string> SignersOf(Received received)
    {
        string id = received.Headers[StandardWebhooksSignature.IdHeader];
        var time = DateTimeOffset.FromUnixTimeSeconds(
            long.Parse(received.Headers[StandardWebhooksSignature.TimestampHeader], CultureInfo.InvariantCulture));
        return received.Headers[StandardWebhooksSignature.SignatureHeader].Split(' ').Select(signature =>
            new[] { First, Second }.Single(secret => StandardWebhooksSignature.Sign([secret], id, time, received.Body) == signature));
    }
}
