using ScimFilter.Webhooks.Server.Storage.Contract;
using ScimFilter.Webhooks.Server.Tests.Support;

namespace ScimFilter.Webhooks.Server.Tests.Delivery;

/// <summary>Failing for long, giving up, and recovering.</summary>
public sealed class FailureTests
{
    [Fact]
    public async Task What_was_given_up_is_sent_again_when_somebody_recovers_it()
    {
        await using Receiver receiver = await Receiver.StartAsync(500);
        await using TestServer server = await TestServer.StartAsync("--Webhooks:Delivery:RetryDelays:0=00:00:01");
        string id = await server.CreateAsync(receiver.Url);
        await server.PublishAsync("e1");
        DeliveryCompletion retried = await server.Deliveries.CompletedAsync();
        Assert.Equal(DeliveryEnd.Retry, retried.End);
        await server.Time.PassAsync(retried.DueAt - server.Time.GetUtcNow());
        DeliveryCompletion failed = await server.Deliveries.CompletedAsync();
        Assert.Equal(DeliveryEnd.Failed, failed.End);

        receiver.Answering = _ => Task.CompletedTask;
        Answer none = await RecoverAsync(server, id, failed.DueAt.AddTicks(1));
        Assert.Equal((202, 0), (none.Status, none["recovered"].GetInt32()));
        Answer one = await RecoverAsync(server, id, failed.DueAt);
        Assert.Equal((202, 1), (one.Status, one["recovered"].GetInt32()));
        DeliveryCompletion completion = await server.Deliveries.CompletedAsync();
        Assert.Equal((1, DeliveryEnd.Delivered), (completion.Delivery.Attempt, completion.End));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("5")]
    [InlineData("""{"since":"yesterday"}""")]
    [InlineData("""{"since":5}""")]
    public async Task Recovering_needs_a_time(string body)
    {
        await using TestServer server = await TestServer.StartAsync();
        string id = await server.CreateAsync("https://a.example/");
        Assert.Equal(
            400, (await server.SendAsync(TestServer.Admin, "POST", $"/api/v1/webhooks/{id}/deliveries/actions/recover", body)).Status);
    }

    [Fact]
    public async Task A_webhook_that_fails_for_too_long_is_disabled_with_a_reason()
    {
        await using Receiver receiver = await Receiver.StartAsync(500);
        await using TestServer server = await TestServer.StartAsync(
            "--Webhooks:Delivery:DisableAfter=00:00:20", "--Webhooks:Delivery:DisableAfterFailures=3");
        string id = await server.CreateAsync(receiver.Url);
        var disabled = new TaskCompletionSource();
        server.OnChanged(_ => disabled.TrySetResult());
        await server.PublishAsync("e1");
        for (int attempt = 1; attempt <= 2; attempt++)
        {
            DeliveryCompletion failed = await server.Deliveries.CompletedAsync();
            Assert.False(disabled.Task.IsCompleted);
            await server.Time.PassAsync(failed.DueAt - server.Time.GetUtcNow());
        }

        await disabled.Task.WaitAsync(TimeSpan.FromSeconds(30));

        Answer shown = await server.GetAsync($"/api/v1/webhooks/{id}");
        Assert.Equal((false, DisabledReasonCodes.Failing), (shown["enabled"].GetBoolean(), shown["disabledReasonCode"].GetString()));
        Assert.Contains("attempts since", shown["disabledReason"].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_due_waits_while_its_webhook_is_disabled()
    {
        await using Receiver receiver = await Receiver.StartAsync(500);
        await using TestServer server = await TestServer.StartAsync();
        string id = await server.CreateAsync(receiver.Url);
        await server.PublishAsync("e1");
        DateTimeOffset due = (await server.Deliveries.CompletedAsync()).DueAt;
        await receiver.NextAsync();
        await PatchEnabledAsync(server, id, "false");
        server.Time.SetUtcNow(due.AddMinutes(1));
        receiver.Answering = _ => Task.CompletedTask;
        await PatchEnabledAsync(server, id, "true");
        DeliveryCompletion completed = await server.Deliveries.CompletedAsync();
        Assert.Equal((2, DeliveryEnd.Delivered), (completed.Delivery.Attempt, completed.End));
    }

    private static Task<Answer> PatchEnabledAsync(TestServer server, string id, string value) => server.SendAsync(
        TestServer.Admin, "PATCH", $"/api/v1/webhooks/{id}", $$"""[{"op":"replace","path":"/enabled","value":{{value}}}]""");

    private static Task<Answer> RecoverAsync(TestServer server, string id, DateTimeOffset since) =>
        server.PostAsync($"/api/v1/webhooks/{id}/deliveries/actions/recover", new { since });
}
