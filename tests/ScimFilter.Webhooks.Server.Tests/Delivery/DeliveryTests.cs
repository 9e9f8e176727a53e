using System.Text;
using System.Text.Json;
using ScimFilter.Webhooks.Server.Storage.Contract;
using ScimFilter.Webhooks.Server.Tests.Support;
using ScimFilter.Webhooks.Signing;

namespace ScimFilter.Webhooks.Server.Tests.Delivery;

/// <summary>Events on their way from the intake to receivers.</summary>
public sealed class DeliveryTests : IAsyncLifetime
{
    private TestServer _server = null!;
    private Receiver _receiver = null!;

    public async Task InitializeAsync() => (_server, _receiver) = (await TestServer.StartAsync(), await Receiver.StartAsync());

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        await _receiver.DisposeAsync();
    }

    [Fact]
    public async Task An_event_reaches_the_webhooks_whose_filters_it_passes_and_no_others()
    {
        await _server.CreateAsync($"{_receiver.Url}/yes", new { filter = """spaceId eq "s1" """ });
        await _server.CreateAsync($"{_receiver.Url}/no", new { filter = """spaceId ne "s1" """ });
        await _server.CreateAsync($"{_receiver.Url}/disabled", new { enabled = false });
        await _server.SendAsync(
            TestServer.Foreign, "POST", "/api/v1/webhooks",
            $$"""{"name":"x","url":"{{_receiver.Url}}/foreign","enabled":true,"eventTypes":["com.qlik.app.created"]}""");

        // What it says of its tenant leads it nowhere.
        await _server.PublishAsync("e1", ""","spaceid":"s1","tenantid":"t2" """);
        Assert.Equal("/yes", (await _receiver.NextAsync()).Path);
        await _server.PublishAsync("e2", ""","spaceid":"s2" """);
        Assert.Equal("/no", (await _receiver.NextAsync()).Path);
        await _server.Deliveries.CompletedAsync();
        await _server.Deliveries.CompletedAsync();
        Assert.False(_receiver.TryNext());
    }

    [Fact]
    public async Task A_delivery_is_signed_and_recorded_as_it_was_sent()
    {
        string id = await _server.CreateAsync(
            _receiver.Url, new { secret = "s3cret", headers = new { x = "1" }, encryptedHeaders = new { y = "hidden" } });
        await _server.PublishAsync("e1");
        Received received = await _receiver.NextAsync();
        Assert.True(QlikSignature.Verify("s3cret", received.Body, received.Headers["qlik-signature"]));
        Assert.Equal(
            ("Qlik Webhook", "gzip", "application/json"),
            (received.Headers["user-agent"], received.Headers["accept-encoding"], received.Headers["content-type"]));
        Assert.Equal(("1", "hidden"), (received.Headers["x"], received.Headers["y"]));
        JsonElement sent = JsonElement.Parse(received.Body);
        Assert.Equal(("e1", "e1"), (sent.GetProperty("id").GetString(), sent.GetProperty("eventId").GetString()));

        await _server.Deliveries.CompletedAsync();
        Answer list = await _server.GetAsync($"/api/v1/webhooks/{id}/deliveries");
        JsonElement delivery = list["data"].EnumerateArray().Single();
        Assert.Equal("success", delivery.GetProperty("status").GetString());
        Assert.Equal(200, delivery.GetProperty("response").GetProperty("statusCode").GetInt32());
        JsonElement request = delivery.GetProperty("request");
        Assert.True(JsonElement.DeepEquals(sent, request.GetProperty("body")));
        Assert.Equal("**OMITTED**", request.GetProperty("headers").GetProperty("y").GetString());
        Assert.Equal(received.Headers["qlik-signature"], request.GetProperty("headers").GetProperty("qlik-signature").GetString());
    }

    [Fact]
    public async Task The_deepest_event_that_is_accepted_is_delivered_and_shown()
    {
        string id = await _server.CreateAsync(_receiver.Url);
        await _server.PublishAsync("e1", $",\"data\":{new string('[', 63)}{new string(']', 63)}");
        await _receiver.NextAsync();
        await _server.PublishAsync("e2");
        await _receiver.NextAsync();
        await _server.Deliveries.CompletedAsync();
        await _server.Deliveries.CompletedAsync();
        using HttpClient client = _server.Client(TestServer.Admin);
        string text = await client.GetStringAsync(new Uri($"/api/v1/webhooks/{id}/deliveries", UriKind.Relative));
        JsonElement list = JsonElement.Parse(text, new JsonDocumentOptions { MaxDepth = 128 });
        Assert.Equal(
            ["e1", "e2"],
            list.GetProperty("data").EnumerateArray()
                .Select(row => row.GetProperty("request").GetProperty("body").GetProperty("id").GetString()).Order());
    }

    [Fact]
    public async Task A_webhook_can_have_cloud_events_alone()
    {
        await _server.CreateAsync(_receiver.Url, new { enableCloudEventDelivery = true });
        await _server.PublishAsync("e1", ""","data":{ "a" : 1.50 }""");
        Assert.Equal(TestServer.Event("e1", ""","data":{ "a" : 1.50 }"""), Encoding.UTF8.GetString((await _receiver.NextAsync()).Body));
    }

    [Fact]
    public async Task What_fails_is_tried_again_when_it_is_due_and_not_before()
    {
        _receiver.Answering = context =>
        {
            context.Response.StatusCode = 500;
            return Task.CompletedTask;
        };
        string id = await _server.CreateAsync(_receiver.Url);
        await _server.PublishAsync("e1");
        Received first = await _receiver.NextAsync();
        DeliveryCompletion failed = await _server.Deliveries.CompletedAsync();
        Assert.Equal(DeliveryEnd.Retry, failed.End);
        Assert.InRange(failed.DueAt - _server.Time.GetUtcNow(), TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(6));
        Answer shown = await _server.GetAsync($"/api/v1/webhooks/{id}");
        Assert.Equal(1, shown["health"].GetProperty("failures").GetInt32());

        _receiver.Answering = _ => Task.CompletedTask;
        await _server.Time.PassAsync(failed.DueAt - _server.Time.GetUtcNow());
        DeliveryCompletion second = await _server.Deliveries.CompletedAsync();
        Assert.Equal((2, DeliveryEnd.Delivered), (second.Delivery.Attempt, second.End));
        Assert.Equal(["success", "fail"], (await _server.GetAsync($"/api/v1/webhooks/{id}/deliveries"))
            .Data("status"));
        Assert.False((await _server.GetAsync($"/api/v1/webhooks/{id}")).Json.TryGetProperty("health", out _));
    }

    [Fact]
    public async Task A_receiver_that_is_gone_disables_its_webhook_and_enabling_it_begins_anew()
    {
        _receiver.Answering = context =>
        {
            context.Response.StatusCode = 410;
            return Task.CompletedTask;
        };
        string id = await _server.CreateAsync(_receiver.Url);
        var disabled = new TaskCompletionSource();
        _server.OnChanged(key => disabled.TrySetResult());
        await _server.PublishAsync("e1");
        await disabled.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Answer shown = await _server.GetAsync($"/api/v1/webhooks/{id}");
        Assert.False(shown["enabled"].GetBoolean());
        Assert.Equal(DisabledReasonCodes.Gone, shown["disabledReasonCode"].GetString());

        await _server.SendAsync(
            TestServer.Admin, "PATCH", $"/api/v1/webhooks/{id}", """[{"op":"replace","path":"/enabled","value":true}]""");
        shown = await _server.GetAsync($"/api/v1/webhooks/{id}");
        Assert.True(shown["enabled"].GetBoolean());
        Assert.False(shown.Json.TryGetProperty("disabledReason", out _));
    }

    [Fact]
    public async Task Resending_makes_a_delivery_of_its_own_to_the_webhook_as_it_is_now()
    {
        string id = await _server.CreateAsync($"{_receiver.Url}/before");
        await _server.PublishAsync("e1");
        Received first = await _receiver.NextAsync();
        await _server.Deliveries.CompletedAsync();
        string delivery = (await _server.GetAsync($"/api/v1/webhooks/{id}/deliveries")).Data("id").Single();
        await _server.SendAsync(
            TestServer.Admin, "PATCH", $"/api/v1/webhooks/{id}",
            $$"""[{"op":"replace","path":"/url","value":"{{_receiver.Url}}/after"}]""");

        Answer answer = await _server.SendAsync(TestServer.Admin, "POST", $"/api/v1/webhooks/{id}/deliveries/{delivery}/actions/resend");
        Assert.Equal(201, answer.Status);
        Assert.Equal("success", answer["status"].GetString());
        Assert.NotEqual(delivery, answer["id"].GetString());
        Received second = await _receiver.NextAsync();
        Assert.Equal("/after", second.Path);
        Assert.Equal(first.Body, second.Body);
        Assert.Equal(2, (await _server.GetAsync($"/api/v1/webhooks/{id}/deliveries"))["data"].GetArrayLength());
        Assert.Equal(200, (await _server.GetAsync(answer.Headers["Location"])).Status);

        _receiver.Answering = context =>
        {
            context.Response.StatusCode = 503;
            return Task.CompletedTask;
        };
        answer = await _server.SendAsync(TestServer.Admin, "POST", $"/api/v1/webhooks/{id}/deliveries/{delivery}/actions/resend");
        Assert.Equal((201, "fail"), (answer.Status, answer["status"].GetString()));
    }

    [Fact]
    public async Task A_server_that_is_started_again_goes_on_with_what_is_due()
    {
        _receiver.Answering = context =>
        {
            context.Response.StatusCode = 500;
            return Task.CompletedTask;
        };
        await _server.CreateAsync(_receiver.Url);
        await _server.PublishAsync("e1");
        await _receiver.NextAsync();
        DeliveryCompletion failed = await _server.Deliveries.CompletedAsync();
        _receiver.Answering = _ => Task.CompletedTask;
        await _server.RestartAsync();
        await _server.Time.PassAsync(failed.DueAt - _server.Time.GetUtcNow());
        Assert.Equal(2, (await _server.Deliveries.CompletedAsync()).Delivery.Attempt);
    }

    [Fact]
    public async Task Stopping_breaks_off_what_hangs_and_the_next_start_sends_it_again()
    {
        await using TestServer server = await TestServer.StartAsync("--Webhooks:Delivery:DrainTimeout=00:00:07");
        _receiver.Answering = context => Task.Delay(Timeout.Infinite, context.RequestAborted);
        await server.CreateAsync(_receiver.Url);
        await server.PublishAsync("e1");
        await _receiver.NextAsync();
        Task stopping = server.StopAsync();
        await server.Time.PassAsync(TimeSpan.FromSeconds(7));
        Assert.Equal(1, await server.Deliveries.ReleasedAsync());
        await stopping;

        _receiver.Answering = _ => Task.CompletedTask;
        await server.RestartAsync();
        await _receiver.NextAsync();
        DeliveryCompletion completed = await server.Deliveries.CompletedAsync();
        Assert.Equal((1, DeliveryEnd.Delivered), (completed.Delivery.Attempt, completed.End));
    }
}
