using System.Text.Json;
using ScimFilter.Webhooks.Server.Tests.Support;

namespace ScimFilter.Webhooks.Server.Tests.Api;

/// <summary>Webhooks over HTTP: create, get, list, replace, delete.</summary>
public sealed class WebhookApiTests : IAsyncLifetime
{
    private const string Path = "/api/v1/webhooks";

    private TestServer _server = null!;

    public async Task InitializeAsync() => _server = await TestServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData("/api/v1/webhooks")]
    [InlineData("/v1/webhooks")]
    public async Task A_webhook_is_created_and_shown(string path)
    {
        Answer created = await _server.PostAsync(path, new
        {
            url = "https://example.com/hook",
            name = "Name",
            eventTypes = (string[])["com.qlik.app.created"],
            filter = """spaceId eq "s1" """,
            secret = "s3cret",
            headers = new { x = "1" },
            encryptedHeaders = new { y = "2" },
            description = "What for",
            id = "ignored",
        });
        Assert.Equal((201, "application/json; charset=utf-8"), (created.Status, created.Headers["Content-Type"]));
        JsonElement webhook = created.Json;
        Assert.Equal($"{path}/{webhook.GetProperty("id").GetString()}", created.Headers["Location"]);
        Assert.Equal(
            """
            {"url":"https://example.com/hook","name":"Name","level":"tenant","filter":"spaceId eq \"s1\" ","secretKeyAdded":true,"enabled":false,"headers":{"x":"1"},"encryptedHeaders":["y"],"createdAt":"2026-03-02T08:00:00.000Z","updatedAt":"2026-03-02T08:00:00.000Z","eventTypes":["com.qlik.app.created"],"description":"What for","createdByUserId":"admin","origin":"api","enableCloudEventDelivery":false,"checkCertificateRevocation":false,"status":"disabled"}
            """,
            $$"""{{{created.Text[(created.Text.IndexOf(',', StringComparison.Ordinal) + 1)..]}}""");
        Answer shown = await _server.GetAsync(created.Headers["Location"]);
        Assert.Equal((200, created.Text), (shown.Status, shown.Text));
    }

    [Fact]
    public async Task The_secret_is_shown_only_where_the_server_is_told_to()
    {
        string id = await _server.CreateAsync("https://example.com/", new { secret = "s3cret" });
        Assert.DoesNotContain("s3cret", (await _server.GetAsync($"{Path}/{id}")).Text, StringComparison.Ordinal);
        await using TestServer open = await TestServer.StartAsync("--Webhooks:ExposeSecrets=true");
        id = await open.CreateAsync("https://example.com/", new { secret = "s3cret" });
        Assert.Equal("s3cret", (await open.GetAsync($"{Path}/{id}"))["secret"].GetString());
    }

    [Theory]
    [InlineData("", "WEBHOOKS-1")]
    [InlineData("[]", "WEBHOOKS-1")]
    [InlineData("{", "WEBHOOKS-1")]
    [InlineData("""{"url":"https://a.example","url":"https://b.example","name":"x"}""", "WEBHOOKS-1")]
    [InlineData("""{"url":"https://a.example","name":"\ud800"}""", "WEBHOOKS-1")]
    [InlineData("{}", "WEBHOOKS-2,WEBHOOKS-2")]
    [InlineData("""{"url":null,"name":"x"}""", "WEBHOOKS-2")]
    [InlineData("""{"url":1,"name":[],"enabled":"yes","eventTypes":"x","headers":[1],"filter":{},"level":7}""",
        "WEBHOOKS-1,WEBHOOKS-1,WEBHOOKS-1,WEBHOOKS-1,WEBHOOKS-1,WEBHOOKS-1,WEBHOOKS-1")]
    [InlineData("""{"url":"nonsense","name":"x"}""", "WEBHOOKS-6")]
    [InlineData("""{"url":"https://a.example","name":""}""", "WEBHOOKS-3")]
    [InlineData("""{"url":"https://a.example","name":"x","level":"space"}""", "WEBHOOKS-1")]
    [InlineData("""{"url":"https://a.example","name":"x","eventTypes":["no.such"]}""", "WEBHOOKS-5")]
    [InlineData("""{"url":"https://10.0.0.1/","name":"x"}""", "WEBHOOKS-6")]
    [InlineData("""{"url":"http://a.example@10.0.0.1/","name":"x"}""", "WEBHOOKS-6")]
    [InlineData("""{"url":"http://169.254.169.254/","name":"x"}""", "WEBHOOKS-6")]
    [InlineData("""{"url":"https://a.example","name":"x","headers":{"host":"b"}}""", "WEBHOOKS-7")]
    [InlineData("""{"url":"https://a.example","name":"x","headers":{"x":"1","X":"2"}}""", "WEBHOOKS-7")]
    [InlineData("""{"url":"https://a.example","name":"x","filter":"spaceId co \"x\" or foo eq 5"}""", "WEBHOOKS-4,WEBHOOKS-4")]
    public async Task What_cannot_be_a_webhook_is_refused_with_its_faults(string body, string codes)
    {
        Answer answer = await _server.SendAsync(TestServer.Admin, "POST", Path, body);
        Assert.Equal((400, codes), (answer.Status, string.Join(',', answer.Codes)));
        Assert.NotEmpty(answer["traceId"].GetString()!);
        Assert.Empty((await _server.GetAsync(Path))["data"].EnumerateArray());
    }

    [Fact]
    public async Task A_fault_of_a_filter_has_its_kind_place_and_picture()
    {
        Answer answer = await _server.PostAsync(Path, new { url = "https://a.example", name = "x", filter = """spaceId eg "x" """ });
        JsonElement filter = answer["errors"][0].GetProperty("filter");
        Assert.Equal(
            ("UnknownOperator", 8, 2),
            (filter.GetProperty("kind").GetString(), filter.GetProperty("offset").GetInt32(), filter.GetProperty("length").GetInt32()));
        Assert.Contains("        ^^", filter.GetProperty("picture").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(10_000)]
    [InlineData(100_000)]
    public async Task A_filter_of_many_parentheses_is_refused_and_harms_nothing(int depth)
    {
        Answer answer = await _server.PostAsync(
            Path,
            new { url = "https://a.example", name = "x", filter = $"{new string('(', depth)}spaceId eq \"x\"{new string(')', depth)}" });
        Assert.Equal((400, "WEBHOOKS-4"), (answer.Status, answer.Codes.Single()));
    }

    [Fact]
    public async Task A_filter_that_is_too_long_is_refused_where_it_is_written_and_where_it_is_checked()
    {
        Answer written = await _server.PostAsync(Path, new { url = "https://a.example", name = "x", filter = new string('x', 200_000) });
        Assert.Equal((400, "TooLong"), (written.Status, written["errors"][0].GetProperty("filter").GetProperty("kind").GetString()));
        Answer check = await _server.PostAsync($"{Path}/filter-checks", new { filter = new string('x', 2 << 20) });
        Assert.Equal((200, "TooLong"), (check.Status, check["errors"][0].GetProperty("kind").GetString()));
    }

    [Fact]
    public async Task A_body_of_two_megabytes_is_refused()
    {
        Answer answer = await _server.PostAsync(Path, new { url = "https://a.example", name = "x", filter = new string('x', 2 << 20) });
        Assert.Equal((413, "HTTP-413"), (answer.Status, answer.Codes.Single()));
    }

    [Fact]
    public async Task A_webhook_that_is_replaced_loses_what_is_not_given_and_can_be_read()
    {
        string id = await _server.CreateAsync(
            "https://a.example/", new { secret = "s", filter = """spaceId eq "a" """, headers = new { x = "1" }, description = "d" });
        _server.Time.Advance(TimeSpan.FromMinutes(1));
        Answer answer = await _server.SendAsync(TestServer.Admin, "PUT", $"{Path}/{id}", """{"url":"https://b.example/","name":"New"}""");
        Assert.Equal(200, answer.Status);
        Assert.Equal(
            ("https://b.example/", "New", false, true),
            (answer["url"].GetString(), answer["name"].GetString(), answer["enabled"].GetBoolean(), answer["secretKeyAdded"].GetBoolean()));
        Assert.Equal(
            ("2026-03-02T08:01:00.000Z", "2026-03-02T08:00:00.000Z", "admin"),
            (answer["updatedAt"].GetString(), answer["createdAt"].GetString(), answer["updatedByUserId"].GetString()));
        Assert.Empty(answer["headers"].EnumerateObject());
        Assert.False(answer.Json.TryGetProperty("filter", out _));
    }

    [Fact]
    public async Task What_an_answer_shows_can_be_sent_back()
    {
        string id = await _server.CreateAsync("https://a.example/", new { encryptedHeaders = new { y = "2" } });
        Answer shown = await _server.GetAsync($"{Path}/{id}");
        Answer put = await _server.SendAsync(TestServer.Admin, "PUT", $"{Path}/{id}", shown.Text);
        Assert.True(put.Status == 200, put.Text);
        Assert.Equal("y", put["encryptedHeaders"][0].GetString());
    }

    [Theory]
    [InlineData("id", "\"other\"")]
    [InlineData("createdAt", "\"2020-01-01T00:00:00Z\"")]
    [InlineData("createdByUserId", "\"somebody\"")]
    [InlineData("disabledReason", "\"because\"")]
    [InlineData("origin", "\"automations\"")]
    public async Task A_property_that_can_only_be_read_is_a_conflict(string property, string value)
    {
        string id = await _server.CreateAsync("https://a.example/");
        Answer answer = await _server.SendAsync(
            TestServer.Admin, "PUT", $"{Path}/{id}", $$"""{"url":"https://b.example/","name":"x","{{property}}":{{value}}}""");
        Assert.Equal((409, "WEBHOOKS-11"), (answer.Status, answer.Codes.Single()));
    }

    [Theory]
    [InlineData("eventTypes", 101, "WEBHOOKS-3")]
    [InlineData("eventTypes", 5_000, "WEBHOOKS-3")]
    public async Task A_list_that_is_too_long_is_told_so(string property, int count, string code)
    {
        Answer answer = await _server.PostAsync(Path, new Dictionary<string, object>
        {
            ["url"] = "https://a.example/", ["name"] = "x", [property] = Enumerable.Range(0, count).Select(i => $"t{i}"),
        });
        JsonElement error = answer["errors"][0];
        Assert.Equal(
            (400, code, property), (answer.Status, error.GetProperty("code").GetString(), error.GetProperty("source").GetString()));
        Assert.Contains("at most", error.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_webhook_that_is_deleted_is_gone()
    {
        string id = await _server.CreateAsync("https://a.example/");
        Assert.Equal(204, (await _server.SendAsync(TestServer.Admin, "DELETE", $"{Path}/{id}")).Status);
        Answer again = await _server.SendAsync(TestServer.Admin, "DELETE", $"{Path}/{id}");
        Assert.Equal((404, "WEBHOOKS-12"), (again.Status, again.Codes.Single()));
        Assert.Equal(404, (await _server.GetAsync($"{Path}/{id}")).Status);
    }

    [Fact]
    public async Task Pages_are_followed_by_absolute_links()
    {
        foreach (string name in (string[])["a", "b", "c", "d", "e"])
        {
            await _server.CreateAsync("https://a.example/", new { name });
        }

        var names = new List<string>();
        Answer page = await _server.GetAsync($"{Path}?limit=2&sort=%2Bname&enabled=true");
        Assert.Null(page.Link("prev"));
        Assert.Equal($"{_server.Url}api/v1/webhooks?limit=2&sort=%2Bname&enabled=true", page.Link("self"));
        names.AddRange(page.Data("name"));
        while (page.Link("next") is { } next)
        {
            page = await _server.GetAsync(next);
            names.AddRange(page.Data("name"));
        }

        Assert.Equal(["a", "b", "c", "d", "e"], names);
        page = await _server.GetAsync(page.Link("prev")!);
        Assert.Equal(["c", "d"], page.Data("name"));
    }

    [Theory]
    [InlineData("url", 2_020)]
    [InlineData("-url", 2_020)]
    [InlineData("name", 256)]
    public async Task Links_with_long_keys_can_be_followed(string sort, int length)
    {
        for (int i = 0; i < 3; i++)
        {
            string text = $"{new string('€', length - 20)}{i}";
            await _server.CreateAsync(
                sort == "name" ? "https://a.example/" : $"https://a.example/{text}", new { name = sort == "name" ? text : "n" });
        }

        int count = 0;
        for (string? link = $"{Path}?limit=1&sort={sort}&name={Uri.EscapeDataString(new string('*', 2_000))}"; link is not null; count++)
        {
            Answer page = await _server.GetAsync(link);
            Assert.True(page.Status == 200, page.Text);
            link = page.Link("next");
            if (count > 0)
            {
                Assert.Equal(200, (await _server.GetAsync(page.Link("prev")!)).Status);
            }
        }

        Assert.Equal(3, count);
    }

    [Theory]
    [InlineData("createdAt")]
    [InlineData("-createdAt")]
    [InlineData("name")]
    [InlineData("-name")]
    public async Task A_page_whose_items_have_gone_leads_back(string sort)
    {
        foreach (string name in (string[])["a", "b", "c", "d"])
        {
            await _server.CreateAsync("https://a.example/", new { name });
            _server.Time.Advance(TimeSpan.FromSeconds(1));
        }

        Answer first = await _server.GetAsync($"{Path}?limit=2&sort={sort}");
        Answer second = await _server.GetAsync(first.Link("next")!);
        await DeleteAsync(second);
        Answer emptied = await _server.GetAsync(first.Link("next")!);
        Assert.Empty(emptied.Data("id"));
        Assert.Null(emptied.Link("next"));
        Assert.Equal(first.Data("id"), (await _server.GetAsync(emptied.Link("prev")!)).Data("id"));

        // The same at the other end.
        await DeleteAsync(first);
        string id = await _server.CreateAsync("https://a.example/", new { name = sort[0] == '-' ? "0" : "z" });
        Answer back = await _server.GetAsync(second.Link("prev")!);
        Assert.Equal(sort == "-createdAt" ? [id] : [], back.Data("id"));
        Assert.Null(back.Link("prev"));
        Assert.Equal(sort == "-createdAt" ? [] : [id], (await _server.GetAsync(back.Link("next")!)).Data("id"));

        async Task DeleteAsync(Answer page)
        {
            foreach (string gone in page.Data("id"))
            {
                await _server.SendAsync(TestServer.Admin, "DELETE", $"{Path}/{gone}");
            }
        }
    }

    [Fact]
    public async Task Links_are_those_that_callers_of_a_proxy_can_follow()
    {
        using HttpClient client = _server.Client(TestServer.Admin);
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        client.DefaultRequestHeaders.Add("X-Forwarded-Host", "hooks.example");
        Answer page = await Answer.OfAsync(await client.GetAsync($"{Path}?limit=1"));
        Assert.Equal("https://hooks.example/api/v1/webhooks?limit=1", page.Link("self"));
    }

    [Theory]
    [InlineData("limit=1", 1)]
    [InlineData("limit=100", 3)]
    [InlineData("name=FIRST", 1)]
    [InlineData("name=f*t", 1)]
    [InlineData("url=second", 1)]
    [InlineData("enabled=false", 1)]
    [InlineData("enabled=true", 2)]
    [InlineData("eventType=com.qlik.v1.app.created", 2)]
    [InlineData("eventTypes=com.qlik.app.created,com.qlik.app.exported", 1)]
    [InlineData("level=user", 1)]
    [InlineData("level=tenant", 2)]
    [InlineData("ownerId=admin", 1)]
    [InlineData("origins=automations,management-console", 1)]
    [InlineData("createdByUserId=admin", 3)]
    [InlineData("createdByUserId=u1", 0)]
    [InlineData("updatedByUserId=admin", 0)]
    [InlineData("name=first&url=second", 0)]
    [InlineData("Name=first", 1)]
    public async Task Each_parameter_of_a_list_restricts_it(string query, int count)
    {
        await _server.CreateAsync("https://first.example/", new { name = "The first", level = "user", origin = "automations" });
        await _server.CreateAsync("https://second.example/", new { enabled = false, eventTypes = (string[])["com.qlik.app.exported"] });
        await _server.CreateAsync(
            "https://third.example/", new { eventTypes = (string[])["com.qlik.v1.app.created", "com.qlik.app.exported"] });
        Assert.Equal(count, (await _server.GetAsync($"{Path}?{query}"))["data"].GetArrayLength());
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=101")]
    [InlineData("limit=x")]
    [InlineData("limit=1&limit=2")]
    [InlineData("enabled=yes")]
    [InlineData("level=space")]
    [InlineData("sort=color")]
    [InlineData("sort=%2B")]
    [InlineData("origins=nowhere")]
    [InlineData("next=nonsense")]
    [InlineData("name=%00")]
    [InlineData("url=a%00b")]
    [InlineData("name=%ff")]
    [InlineData("name=a%C3")]
    [InlineData("url=%ED%A0%80")]
    [InlineData("createdByUserId=%00")]
    [InlineData("eventTypes=1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21")]
    [InlineData("next=AAAA&prev=AAAA")]
    public async Task A_parameter_that_is_not_valid_is_refused(string query)
    {
        Answer answer = await _server.GetAsync($"{Path}?{query}");
        Assert.Equal(400, answer.Status);
        Assert.Contains(answer.Codes.Single(), (string[])["WEBHOOKS-8", "WEBHOOKS-9"]);
    }

    [Fact]
    public async Task A_quota_is_kept()
    {
        await using TestServer small = await TestServer.StartAsync("--Webhooks:QuotaPerUser=2");
        await small.CreateAsync("https://a.example/");
        await small.CreateAsync("https://a.example/");
        Answer answer = await small.PostAsync(Path, new { url = "https://a.example/", name = "x" });
        Assert.Equal((403, "WEBHOOKS-14"), (answer.Status, answer.Codes.Single()));
    }

    [Fact]
    public async Task Event_types_are_listed_with_old_names()
    {
        Answer answer = await _server.GetAsync($"{Path}/event-types");
        Assert.Equal(200, answer.Status);
        Assert.Contains("com.qlik.app.created", answer.Data("name"));
        Assert.Contains("com.qlik.v1.app.created", answer.Data("name"));
        JsonElement deleted = answer["data"].EnumerateArray()
            .Single(type => type.GetProperty("name").GetString() == "com.qlik.app.deleted");
        Assert.Equal("tenant", deleted.GetProperty("levels").EnumerateArray().Single().GetString());
    }

    [Theory]
    [InlineData("GET", "/api/v1/nothing", 404)]
    [InlineData("PATCH", "/api/v1/webhooks", 405)]
    [InlineData("GET", "/api/v1/webhooks/none", 404)]
    [InlineData("GET", "/api/v1/webhooks/none/deliveries", 404)]
    [InlineData("GET", "/api/v1/webhooks/none/deliveries/none", 404)]
    [InlineData("POST", "/api/v1/webhooks/none/deliveries/none/actions/resend", 404)]
    public async Task Whatever_is_not_there_is_answered_with_errors(string method, string path, int status)
    {
        Answer answer = await _server.SendAsync(TestServer.Admin, method, path);
        Assert.Equal(status, answer.Status);
        Assert.NotEmpty(answer.Codes.Single());
    }
}
