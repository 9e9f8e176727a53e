using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ScimFilter.Webhooks.Server.Configuration;
using ScimFilter.Webhooks.Server.Identity;
using ScimFilter.Webhooks.Server.Storage.Contract;
using ScimFilter.Webhooks.Server.Tests.Support;
using ScimFilter.Webhooks.Server.Webhooks;

namespace ScimFilter.Webhooks.Server.Tests.Api;

/// <summary>Walks the whole table of the README: every endpoint, by every role, on webhooks of every owner and level.</summary>
public sealed class AccessTests : IAsyncLifetime
{
    private const string Path = "/api/v1/webhooks";
    private const string All = "all";
    private const string Users = "users'";
    private const string Own = "own";
    private const string None = "-";

    private const string User = "UseWebhooks";
    private const string Manager = "ManageWebhooks";
    private const string Admin = "TenantAdmin";
    private const string Publisher = "PublishEvents";

    private static readonly string[] _roles = [User, Manager, Admin, Publisher];

    // Request, and how far each role reaches, in the order above. "all" where no webhook is concerned: allowed.
    private static readonly (string Request, string[] Reach)[] _table =
    [
        ("GET /webhooks", [Own, All, All, None]),
        ("POST /webhooks", [Own, Users, All, None]),
        ("GET /webhooks/{id}", [Own, All, All, None]),
        ("PUT /webhooks/{id}", [Own, Users, All, None]),
        ("PATCH /webhooks/{id}", [Own, Users, All, None]),
        ("DELETE /webhooks/{id}", [Own, Users, All, None]),
        ("GET /webhooks/{id}/deliveries", [Own, All, All, None]),
        ("GET /webhooks/{id}/deliveries/{deliveryId}", [Own, All, All, None]),
        ("POST /webhooks/{id}/deliveries/{deliveryId}/actions/resend", [Own, All, All, None]),
        ("POST /webhooks/{id}/deliveries/actions/recover", [Own, All, All, None]),
        ("POST /webhooks/{id}/actions/replay", [Own, All, All, None]),
        ("GET /webhooks/{id}/actions/replay", [Own, All, All, None]),
        ("POST /webhooks/event-checks", [Own, All, All, None]),
        ("POST /webhooks/filter-checks", [All, All, All, None]),
        ("POST /webhooks/filter-checks with recent", [None, All, All, None]),
        ("GET /webhooks/event-types", [All, All, All, All]),
        ("POST /events", [None, None, All, All]),
    ];

    // Of whom the webhook is, seen by the caller, and of which level.
    private static readonly Kind[] _kinds =
    [
        new("own", "me", "me", Own), new("own, made by another", "other", "me", Own), new("given away", "me", "other", Users),
        new("another's", "other", "other", Users), new("tenant's", "other", null, All),
        new("tenant's, made by the caller", "me", null, All),
    ];

    private TestServer _server = null!;
    private StoredEvent _event = null!;

    public async Task InitializeAsync()
    {
        string[][] keys =
        [
            .. _roles.Select((role, i) => Key(i + 10, role, role)),
            [.. Key(14, "both", User), $"--Webhooks:ApiKeys:14:Roles:1={Publisher}"],
            Key(15, "stranger", Admin, "t3"),
        ];
        _server = await TestServer.StartAsync(
            ["--Webhooks:Tier1PerMinute=0", "--Webhooks:Tier2PerMinute=0", .. keys.SelectMany(key => key)]);
        await _server.PublishAsync("e0");
        _event = (await _server.Services.GetRequiredService<IEventStore>().ReadRecentAsync("t1", 1, CancellationToken.None)).Single();
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public void The_table_of_the_readme_is_this_one()
    {
        string readme = File.ReadAllText(System.IO.Path.Combine(AppContext.BaseDirectory, "README.server.md"));
        string section = readme.Split("## Who may do what")[1].Split("\n## ")[0];
        string[] rows = [.. section.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal))];
        Assert.Equal(_table.Select(row => $"| `{row.Request}` | {string.Join(" | ", row.Reach)} |"), rows.Select(row => row.TrimEnd()));
    }

    [Fact]
    public void Every_endpoint_is_in_the_table()
    {
        IEnumerable<string> mapped = _server.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/api/v1/", StringComparison.Ordinal))
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods
                .Select(method => $"{method} {endpoint.RoutePattern.RawText!["/api/v1".Length..].TrimEnd('/')}"));
        Assert.Equal(
            _table.Select(row => row.Request.Split(" with ")[0]).Distinct().Order(StringComparer.Ordinal),
            mapped.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Each_role_does_what_the_table_says_and_nothing_else()
    {
        var wrong = new List<string>();
        foreach ((string key, string[] roles) in _roles.Select(role => (role, (string[])[role])).Append(("both", [User, Publisher])))
        {
            foreach ((string request, string[] reach) in _table)
            {
                int allowed = roles.Max(role => RankOf(reach[Array.IndexOf(_roles, role)]));
                bool concernsWebhook = request.Contains("{id}", StringComparison.Ordinal) || request == "POST /webhooks";
                foreach (Kind kind in concernsWebhook ? _kinds : _kinds[..1])
                {
                    Answer answer = await SendAsync(key, request, await AddAsync(kind, key), kind);
                    int needed = concernsWebhook ? RankOf(kind.Needs) : 1;
                    bool isRight = allowed >= needed ? answer.Status is >= 200 and < 300
                        || answer.Text.Contains("WEBHOOKS-21", StringComparison.Ordinal)
                        : answer.Status == 403 && answer.Codes.Single() == "HTTP-403";
                    if (!isRight)
                    {
                        wrong.Add($"{key} {request} {kind.Name}: {answer.Status}");
                    }
                }
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task Lists_and_checks_show_the_webhooks_that_can_be_read()
    {
        foreach (string key in (string[])[User, Manager, Admin, "both"])
        {
            foreach (Kind kind in _kinds)
            {
                await AddAsync(kind, key);
            }
        }

        foreach ((string key, string reach) in ((string, string)[])[(User, Own), (Manager, All), (Admin, All), ("both", Own)])
        {
            int expected = reach == All ? 4 * _kinds.Length : _kinds.Count(kind => kind.Needs == Own);
            Assert.Equal(expected, (await _server.SendAsync(key, "GET", $"{Path}?limit=100")).Data("id").Length);
            Answer check = await _server.SendAsync(key, "POST", $"{Path}/event-checks", TestServer.Event("e"));
            Assert.Equal(expected, check["webhooks"].GetArrayLength());
        }
    }

    // Both the webhook before and the webhook after the change must be within reach.
    [Theory]
    [InlineData(User, "own", """{"path":"/ownerId","value":"other"}""", false)]
    [InlineData(User, "own", """{"path":"/level","value":"tenant"}""", false)]
    [InlineData(User, "given away", """{"path":"/ownerId","value":"UseWebhooks"}""", false)]
    [InlineData(User, "tenant's, made by the caller", """{"path":"/level","value":"user"}""", false)]
    [InlineData(Manager, "own", """{"path":"/ownerId","value":"other"}""", true)]
    [InlineData(Manager, "another's", """{"path":"/ownerId","value":"third"}""", true)]
    [InlineData(Manager, "another's", """{"path":"/level","value":"tenant"}""", false)]
    [InlineData(Manager, "tenant's", """{"path":"/level","value":"user"}""", false)]
    [InlineData(Manager, "tenant's", """{"path":"/url","value":"https://b.example/"}""", false)]
    [InlineData(Manager, "tenant's, made by the caller", """{"path":"/enabled","value":false}""", false)]
    [InlineData(Admin, "another's", """{"path":"/level","value":"tenant"}""", true)]
    [InlineData(Admin, "tenant's", """{"path":"/level","value":"user"}""", true)]
    [InlineData(Admin, "tenant's", """{"path":"/url","value":"https://b.example/"}""", true)]
    public async Task A_change_may_not_lead_out_of_reach(string role, string kind, string operation, bool allowed)
    {
        (string id, _) = await AddAsync(_kinds.Single(one => one.Name == kind), role);
        Answer shown = await _server.SendAsync(TestServer.Admin, "GET", $"{Path}/{id}");
        JsonElement change = JsonElement.Parse(operation);
        string patch = $$"""[{"op":"replace",{{operation[1..^1]}}}]""";
        Dictionary<string, JsonElement> put = shown.Json.EnumerateObject()
            .ToDictionary(member => member.Name, member => member.Value, StringComparer.Ordinal);
        put[change.GetProperty("path").GetString()![1..]] = change.GetProperty("value");
        if (change.GetProperty("path").GetString() == "/level")
        {
            put.Remove("ownerId");
        }

        Assert.Equal(allowed ? 200 : 403, (await _server.SendAsync(role, "PUT", $"{Path}/{id}", JsonSerializer.Serialize(put))).Status);
        if (!allowed)
        {
            Assert.Equal(403, (await _server.SendAsync(role, "PATCH", $"{Path}/{id}", patch)).Status);
            Assert.Equal(shown.Text, (await _server.SendAsync(TestServer.Admin, "GET", $"{Path}/{id}")).Text);
        }
    }

    [Fact]
    public async Task Another_tenants_administrator_finds_none_of_it()
    {
        foreach (string request in _table.Select(row => row.Request).Where(request => request.Contains("{id}", StringComparison.Ordinal)))
        {
            foreach (Kind kind in _kinds)
            {
                Answer answer = await SendAsync("stranger", request, await AddAsync(kind, User), kind);
                Assert.Equal((404, "WEBHOOKS-12"), (answer.Status, answer.Codes.Single()));
            }
        }

        Assert.Empty((await _server.SendAsync("stranger", "GET", Path)).Data("id"));
    }

    private static int RankOf(string reach) => Array.IndexOf((string[])[None, Own, Users, All], reach);

    private static string[] Key(int i, string key, string role, string tenant = "t1") =>
    [
        $"--Webhooks:ApiKeys:{i}:Key={key}", $"--Webhooks:ApiKeys:{i}:TenantId={tenant}", $"--Webhooks:ApiKeys:{i}:UserId={key}",
        $"--Webhooks:ApiKeys:{i}:Roles:0={role}",
    ];

    private Task<Answer> SendAsync(string key, string request, (string Id, string Delivery) webhook, Kind kind)
    {
        string[] parts = request.Split(' ');
        string path = $"/api/v1{parts[1].Replace("{id}", webhook.Id, StringComparison.Ordinal).Replace("{deliveryId}", webhook.Delivery, StringComparison.Ordinal)}";
        string ownerId = kind.Owner == "me" ? key : "other";
        string level = kind.Owner is null ? "\"level\":\"tenant\"" : $"\"level\":\"user\",\"ownerId\":\"{ownerId}\"";
        string? body = request switch
        {
            "POST /webhooks" or "PUT /webhooks/{id}" => $$"""{"url":"https://b.example/","name":"n",{{level}}}""",
            "PATCH /webhooks/{id}" => """[{"op":"replace","path":"/url","value":"https://b.example/"}]""",
            "POST /webhooks/{id}/deliveries/actions/recover" or "POST /webhooks/{id}/actions/replay" =>
                """{"since":"2026-03-01T00:00:00Z"}""",
            "POST /webhooks/filter-checks" => """{"filter":"spaceId eq \"x\""}""",
            "POST /webhooks/filter-checks with recent" => """{"filter":"spaceId eq \"x\"","recent":1}""",
            "POST /webhooks/event-checks" or "POST /events" =>
                TestServer.Event(Guid.NewGuid().ToString()).Replace("created", "exported", StringComparison.Ordinal),
            _ => null,
        };
        return _server.SendAsync(key, parts[0], path, body);
    }

    // Past the API, which would not let everyone make everything. The target refuses connections, so a resend ends at once.
    private async Task<(string Id, string Delivery)> AddAsync(Kind kind, string caller)
    {
        var webhook = new Webhook
        {
            TenantId = "t1",
            Id = Guid.NewGuid().ToString(),
            Name = kind.Name,
            Url = new Uri("http://127.0.0.1:1/"),
            Enabled = true,
            EventTypes = ["com.qlik.app.created"],
            Level = kind.Owner is null ? WebhookLevel.Tenant : WebhookLevel.User,
            OwnerId = kind.Owner == "me" ? caller : kind.Owner,
            CreatedByUserId = kind.Creator == "me" ? caller : "other",
            CreatedAt = _server.Time.GetUtcNow(),
            UpdatedAt = _server.Time.GetUtcNow(),
        };
        await _server.Services.GetRequiredService<WebhookDirectory>().AddAsync(
            webhook, new WebhookQuota(int.MaxValue, int.MaxValue), CancellationToken.None);
        DateTimeOffset now = _server.Time.GetUtcNow();
        var attempt = new Attempt
        {
            Id = Guid.CreateVersion7(now),
            Webhook = new WebhookKey("t1", webhook.Id),
            EventPosition = _event.Position,
            EventType = _event.Content.Type,
            TriggeredAt = now,
            Succeeded = false,
            RequestUrl = webhook.Url.OriginalString,
        };
        await _server.Services.GetRequiredService<IDeliveryStore>().RecordAsync(attempt, null, CancellationToken.None);
        return (webhook.Id, attempt.Id.ToString());
    }

    private sealed record Kind(string Name, string Creator, string? Owner, string Needs);
}
