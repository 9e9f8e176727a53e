using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ScimFilter.Webhooks.Server.Configuration;
using ScimFilter.Webhooks.Server.Hosting;
using ScimFilter.Webhooks.Server.Storage;
using ScimFilter.Webhooks.Server.Storage.Contract;
using ScimFilter.Webhooks.Server.Storage.Sqlite;
using ScimFilter.Webhooks.Server.Webhooks;

namespace ScimFilter.Webhooks.Server.Tests.Support;

/// <summary>The whole server on a port of its own, with a folder and a clock of its own.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    public const string Admin = "admin-key";
    public const string User = "user-key";
    public const string OtherUser = "other-user-key";
    public const string Publisher = "publisher-key";
    public const string Foreign = "foreign-key";

    private static readonly string[] _settings =
    [
        "--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=Warning", "--Webhooks:AllowedNetworks:0=127.0.0.0/8",
        .. Key(0, Admin, "t1", "admin", "TenantAdmin"), .. Key(1, User, "t1", "u1", "UseWebhooks"),
        .. Key(2, OtherUser, "t1", "u2", "UseWebhooks"),
        .. Key(3, Publisher, "t1", "pub", "PublishEvents"), .. Key(4, Foreign, "t2", "admin", "TenantAdmin"),
    ];

    private readonly TemporaryFolder _folder = new();
    private readonly string[] _args;
    private readonly Action<IServiceCollection> _replace;
    private WebApplication _app = null!;

    private TestServer(string[] settings, Action<IServiceCollection> replace)
    {
        _args = [.. _settings, $"--Webhooks:DataFolder={_folder.Path}", .. settings];
        _replace = replace;
    }

    public ObservedTime Time { get; } = new();

    public ObservedDeliveries Deliveries { get; private set; } = null!;

    public Uri Url { get; private set; } = null!;

    public IServiceProvider Services => _app.Services;

    public static Task<TestServer> StartAsync(params string[] settings) => StartAsync(_ => { }, settings);

    public static async Task<TestServer> StartAsync(Action<IServiceCollection> replace, params string[] settings)
    {
        var server = new TestServer(settings, replace);
        await server.StartAsync();
        return server;
    }

    public async Task RestartAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        await StartAsync();
    }

    public Task StopAsync() => _app.StopAsync();

    /// <summary>Has a test told when a webhook changes.</summary>
    public void OnChanged(Action<WebhookKey> action) =>
        Services.GetRequiredService<WebhookDirectory>().Changed += (_, webhook) => action(new WebhookKey(webhook.TenantId, webhook.Id));

    public HttpClient Client(string? key)
    {
        var client = new HttpClient { BaseAddress = Url };
        client.DefaultRequestHeaders.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    /// <summary>Makes a request.</summary>
    public async Task<Answer> SendAsync(string key, string method, string path, string? json = null, string type = "application/json")
    {
        using HttpClient client = Client(key);
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (json is not null)
        {
            request.Content = new StringContent(json, Encoding.UTF8);
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        }

        using HttpResponseMessage response = await client.SendAsync(request);
        return await Answer.OfAsync(response);
    }

    public Task<Answer> GetAsync(string path) => SendAsync(Admin, "GET", path);

    public Task<Answer> PostAsync(string path, object body) => SendAsync(Admin, "POST", path, JsonSerializer.Serialize(body));

    /// <summary>Creates a webhook for events of <c>com.qlik.app.created</c>.</summary>
    /// <returns>Its identifier.</returns>
    public async Task<string> CreateAsync(string url, object? more = null)
    {
        var body = new Dictionary<string, object?>
        {
            ["url"] = url, ["name"] = "A webhook", ["enabled"] = true, ["eventTypes"] = (string[])["com.qlik.app.created"],
        };
        foreach (JsonProperty member in JsonSerializer.SerializeToElement(more ?? new { }).EnumerateObject())
        {
            body[member.Name] = member.Value;
        }

        Answer answer = await PostAsync("/api/v1/webhooks", body);
        Assert.True(answer.Status == 201, answer.Text);
        return answer["id"].GetString()!;
    }

    public async Task PublishAsync(string id, string rest = "")
    {
        Answer answer = await SendAsync(Admin, "POST", "/api/v1/events", Event(id, rest));
        Assert.True(answer.Status == 202, answer.Text);
    }

    public static string Event(string id, string rest = "") =>
        $$"""{"specversion":"1.0","id":"{{id}}","source":"s","type":"com.qlik.app.created"{{rest}}}""";

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _folder.Dispose();
    }

    private static string[] Key(int i, string key, string tenant, string user, string role) =>
    [
        $"--Webhooks:ApiKeys:{i}:Key={key}", $"--Webhooks:ApiKeys:{i}:TenantId={tenant}", $"--Webhooks:ApiKeys:{i}:UserId={user}",
        $"--Webhooks:ApiKeys:{i}:Roles:0={role}",
    ];

    private async Task StartAsync()
    {
        _app = ServerApplication.Build(_args, services =>
        {
            services.RemoveAll<TimeProvider>();
            services.AddSingleton<TimeProvider>(Time);
            services.RemoveAll<IDeliveryStore>();
            services.AddSingleton<IDeliveryStore>(
                provider => new ObservedDeliveries(new SqliteDeliveryStore(provider.GetRequiredService<SqliteDatabase>())));
            _replace(services);
        });
        await _app.StartAsync();
        Deliveries = (ObservedDeliveries)_app.Services.GetRequiredService<IDeliveryStore>();
        Url = new Uri(_app.Urls.Single());
    }
}
