using System.Text.Json;
using ScimFilter.Webhooks.Server.Storage.Contract;
using ScimFilter.Webhooks.Server.Tests.Support;

namespace ScimFilter.Webhooks.Server.Tests.Delivery;

/// <summary>A receiver that asks to wait is left alone; the hold is shown, and has several ends.</summary>
public sealed class HoldTests : IAsyncLifetime
{
    private TestServer _server = null!;
    private Receiver _receiver = null!;
    private string _id = null!;

    public async Task InitializeAsync()
    {
        (_server, _receiver) = (await TestServer.StartAsync(), await Receiver.StartAsync());
        _receiver.Answering = context =>
        {
            context.Response.StatusCode = 429;
            context.Response.Headers.RetryAfter = "28800";
            return Task.CompletedTask;
        };
        _id = await _server.CreateAsync(_receiver.Url);
        await _server.PublishAsync("e1");
        await _server.Deliveries.CompletedAsync();
        await _server.PublishAsync("e2");
        _receiver.Answering = _ => Task.CompletedTask;
        await _receiver.NextAsync();
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        await _receiver.DisposeAsync();
    }

    [Fact]
    public async Task It_is_shown_with_its_end_and_its_reason()
    {
        JsonElement health = (await _server.GetAsync($"/api/v1/webhooks/{_id}"))["health"];
        Assert.Equal(_server.Time.GetUtcNow().AddHours(8), health.GetProperty("heldUntil").GetDateTimeOffset());
        Assert.Equal("retryAfter", health.GetProperty("heldReason").GetString());
        Assert.Equal(1, health.GetProperty("failures").GetInt32());
        Assert.False(_receiver.TryNext());
    }

    [Fact]
    public async Task A_disabled_webhook_shows_none()
    {
        await PatchAsync("/enabled", "false");
        Assert.False((await _server.GetAsync($"/api/v1/webhooks/{_id}"))["health"].TryGetProperty("heldUntil", out _));
    }

    [Fact]
    public async Task A_receiver_that_wants_no_more_leaves_none()
    {
        _receiver.Answering = context =>
        {
            context.Response.StatusCode = 410;
            context.Response.Headers.RetryAfter = "28800";
            return Task.CompletedTask;
        };
        string id = await _server.CreateAsync(_receiver.Url);
        var disabled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _server.OnChanged(key => disabled.TrySetResult());
        await _server.PublishAsync("e3");
        await disabled.Task;
        Answer webhook = await _server.GetAsync($"/api/v1/webhooks/{id}");
        Assert.False(webhook["enabled"].GetBoolean());
        Assert.False(webhook["health"].TryGetProperty("heldUntil", out _));
    }

    [Fact]
    public async Task Another_URL_ends_it()
    {
        await PatchAsync("/url", $"\"{_receiver.Url}/other\"");
        await AllArriveAsync("/other");
    }

    [Fact]
    public async Task Enabling_the_webhook_again_ends_it()
    {
        await PatchAsync("/enabled", "false");
        await PatchAsync("/enabled", "true");
        await AllArriveAsync("/");
    }

    [Fact]
    public async Task Recovering_ends_it()
    {
        Answer answer = await _server.PostAsync(
            $"/api/v1/webhooks/{_id}/deliveries/actions/recover", new { since = _server.Time.GetUtcNow() });
        Assert.Equal(202, answer.Status);
        await AllArriveAsync("/");
    }

    [Fact]
    public async Task Resending_with_success_ends_it()
    {
        string delivery = (await _server.GetAsync($"/api/v1/webhooks/{_id}/deliveries")).Data("id").Single();
        Answer answer = await _server.SendAsync(TestServer.Admin, "POST", $"/api/v1/webhooks/{_id}/deliveries/{delivery}/actions/resend");
        Assert.Equal("success", answer["status"].GetString());
        await _receiver.NextAsync();
        await AllArriveAsync("/");
    }

    [Fact]
    public async Task Another_name_does_not_end_it()
    {
        await PatchAsync("/name", "\"Another name\"");
        Assert.True((await _server.GetAsync($"/api/v1/webhooks/{_id}"))["health"].TryGetProperty("heldUntil", out _));
        Assert.False(_receiver.TryNext());
    }

    private async Task AllArriveAsync(string path)
    {
        // What is sent in the end is also what waits for another attempt, hours from now.
        var ends = new List<(int Attempt, DeliveryEnd End)>();
        for (int i = 0; i < 2; i++)
        {
            Assert.Equal(path, (await _receiver.NextAsync()).Path);
            DeliveryCompletion completion = await _server.Deliveries.CompletedAsync();
            ends.Add((completion.Delivery.Attempt, completion.End));
        }

        Assert.Equal([(1, DeliveryEnd.Delivered), (2, DeliveryEnd.Delivered)], ends.Order());
        Assert.False((await _server.GetAsync($"/api/v1/webhooks/{_id}")).Json.TryGetProperty("health", out _));
    }

    private Task<Answer> PatchAsync(string path, string value) => _server.SendAsync(
        TestServer.Admin, "PATCH", $"/api/v1/webhooks/{_id}", $$"""[{"op":"replace","path":"{{path}}","value":{{value}}}]""");
}
