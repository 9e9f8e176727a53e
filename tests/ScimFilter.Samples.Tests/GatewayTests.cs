using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using ScimFilter.Samples.Gateway;

namespace ScimFilter.Samples.Tests;

public sealed class GatewayTests : IAsyncLifetime, IDisposable
{
    private readonly WebApplication _app = GatewayApp.Create(["--urls", "http://127.0.0.1:0"]);
    private readonly HttpClient _client = new();

    public async Task InitializeAsync()
    {
        await _app.StartAsync();
        _client.BaseAddress = new Uri(_app.Urls.Single());
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task A_subscriber_gets_the_events_that_match()
    {
        const string failed = """{"type":"job.finished","data":{"status":"error"}}""";
        using HttpResponseMessage response = await _client.GetAsync(
            $"/events?type=job.finished&filter={Uri.EscapeDataString("data.status eq \"error\"")}",
            HttpCompletionOption.ResponseHeadersRead);
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync());
        Assert.Equal("event: subscribed", await lines.ReadLineAsync());
        Assert.Equal("data: ", await lines.ReadLineAsync());
        Assert.Equal("", await lines.ReadLineAsync());

        Assert.Equal(0, await PublishAsync("""{"type":"job.finished","data":{"status":"ok"}}"""));
        Assert.Equal(1, await PublishAsync(failed));
        Assert.Equal($"data: {failed}", await lines.ReadLineAsync());
    }

    [Fact]
    public async Task A_wrong_filter_and_a_wrong_event_are_refused()
    {
        using HttpResponseMessage filter = await _client.GetAsync("/events?filter=a%20eg%201");
        Assert.Equal(HttpStatusCode.BadRequest, filter.StatusCode);
        using HttpResponseMessage body = await _client.PostAsync("/events", new StringContent("{"));
        Assert.Equal(HttpStatusCode.BadRequest, body.StatusCode);
    }

    private async Task<int> PublishAsync(string json)
    {
        using HttpResponseMessage response = await _client.PostAsync("/events", new StringContent(json));
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("subscribers").GetInt32();
    }
}
