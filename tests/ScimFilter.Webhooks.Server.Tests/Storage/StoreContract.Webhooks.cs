using ScimFilter.Webhooks.Server.Storage.Contract;

namespace ScimFilter.Webhooks.Server.Tests.Storage;

/// <summary>Webhooks.</summary>
public abstract partial class StoreContract
{
    [Fact]
    public async Task A_webhook_comes_back_as_it_was_also_after_a_restart()
    {
        Webhook webhook = NewWebhook("w1") with
        {
            Level = WebhookLevel.User,
            OwnerId = "owner",
            Filter = """spaceId eq "ß" """,
            Secret = new WebhookSecret("s2") { Previous = "s1", PreviousUntil = Start.AddHours(1) },
            Headers = Headers("X-One", "1"),
            EncryptedHeaders = Headers("X-Two", "2"),
            EnableCloudEventDelivery = true,
            CheckCertificateRevocation = true,
            Description = "A description",
            Origin = WebhookOrigin.Automations,
            UpdatedByUserId = "u2",
            DisabledReason = "why",
            DisabledReasonCode = DisabledReasonCodes.Gone,
        };
        WebhookKey key = await AddAsync(webhook);
        await ReopenAsync();
        AssertSame(webhook with { Version = 1 }, await Webhooks.FindAsync(key, CancellationToken.None));
        AssertSame(webhook with { Version = 1 }, Assert.Single(await Webhooks.ReadAllAsync(CancellationToken.None)));
    }

    [Fact]
    public async Task A_tenant_sees_nothing_of_another()
    {
        WebhookKey key = await AddAsync(NewWebhook("w1", "t1"));
        WebhookKey foreign = key with { TenantId = "t2" };
        Assert.Null(await Webhooks.FindAsync(foreign, CancellationToken.None));
        Assert.Empty((await Webhooks.ListAsync("t2", new WebhookQuery(), CancellationToken.None)).Items);
        Assert.Null(await Webhooks.ReplaceAsync(NewWebhook("w1", "t2") with { Version = 1 }, CancellationToken.None));
        Assert.False(await Webhooks.RemoveAsync(foreign, CancellationToken.None));
        Assert.NotNull(await Webhooks.FindAsync(key, CancellationToken.None));
    }

    [Fact]
    public async Task Of_two_changes_to_one_state_the_second_fails()
    {
        WebhookKey key = await AddAsync(NewWebhook("w1"));
        Webhook before = (await Webhooks.FindAsync(key, CancellationToken.None))!;
        Webhook? first = await Webhooks.ReplaceAsync(before with { Name = "First" }, CancellationToken.None);
        Assert.Equal(before.Version + 1, first!.Version);
        Assert.Null(await Webhooks.ReplaceAsync(before with { Name = "Second" }, CancellationToken.None));
        AssertSame(first, await Webhooks.FindAsync(key, CancellationToken.None));
    }

    [Fact]
    public async Task A_webhook_that_was_removed_is_gone()
    {
        WebhookKey key = await AddAsync(NewWebhook("w1"));
        Assert.True(await Webhooks.RemoveAsync(key, CancellationToken.None));
        Assert.False(await Webhooks.RemoveAsync(key, CancellationToken.None));
        Assert.Null(await Webhooks.FindAsync(key, CancellationToken.None));
        Assert.Null(await Webhooks.ReplaceAsync(NewWebhook("w1") with { Version = 1 }, CancellationToken.None));
    }

    [Fact]
    public async Task Quotas_hold_also_when_many_are_added_at_once()
    {
        var quota = new WebhookQuota(PerUser: 3, PerTenant: 5);
        WebhookAddition[] ofOne = await Task.WhenAll(
            Enumerable.Range(0, 10)
                .Select(i => Webhooks.AddAsync(NewWebhook($"a{i}", user: "u1"), quota, CancellationToken.None).AsTask()));
        Assert.Equal(3, ofOne.Count(addition => addition == WebhookAddition.Added));
        Assert.Equal(7, ofOne.Count(addition => addition == WebhookAddition.UserQuotaReached));
        WebhookAddition[] ofAnother = await Task.WhenAll(
            Enumerable.Range(0, 3).Select(i => Webhooks.AddAsync(NewWebhook($"b{i}", user: "u2"), quota, CancellationToken.None).AsTask()));
        Assert.Equal(2, ofAnother.Count(addition => addition == WebhookAddition.Added));
        Assert.Equal(1, ofAnother.Count(addition => addition == WebhookAddition.TenantQuotaReached));
        Assert.Equal(WebhookAddition.Added, await Webhooks.AddAsync(NewWebhook("c", "t2"), quota, CancellationToken.None));
    }

    [Fact]
    public async Task Each_restriction_of_a_list_holds()
    {
        await AddAsync(
            NewWebhook("a") with { Name = "Größe 100%_x", OwnerId = "o", Level = WebhookLevel.User, Origin = WebhookOrigin.Automations });
        await AddAsync(NewWebhook("b", user: "u2") with { Enabled = false, UpdatedByUserId = "u3", EventTypes = ["type.a", "type.b"] });
        await AddAsync(NewWebhook("c") with { Url = new Uri("https://other.example/hook"), Name = "Third*", EventTypes = [] });

        await AssertListsAsync("a,b,c", new WebhookQuery());
        await AssertListsAsync("a,c", new WebhookQuery { CreatedByUserId = "u1" });
        await AssertListsAsync("b", new WebhookQuery { UpdatedByUserId = "u3" });
        await AssertListsAsync("a", new WebhookQuery { OwnerId = "o" });
        await AssertListsAsync("a", new WebhookQuery { VisibleTo = "o" });
        await AssertListsAsync("", new WebhookQuery { VisibleTo = "u2" });
        await AssertListsAsync("b", new WebhookQuery { Enabled = false });
        await AssertListsAsync("a", new WebhookQuery { Level = WebhookLevel.User });
        await AssertListsAsync("a", new WebhookQuery { Name = "grÖSSE".Replace("SS", "ß", StringComparison.Ordinal) });
        await AssertListsAsync("a", new WebhookQuery { Name = "0%_" });
        await AssertListsAsync("", new WebhookQuery { Name = "1%0" });
        await AssertListsAsync("a", new WebhookQuery { Name = "g*x" });
        await AssertListsAsync("", new WebhookQuery { Name = "x*g" });
        await AssertListsAsync("b", new WebhookQuery { Name = "*of b" });
        await AssertListsAsync("c", new WebhookQuery { Url = "OTHER" });
        await AssertListsAsync("a", new WebhookQuery { Origins = [WebhookOrigin.Automations] });
        await AssertListsAsync("a,b,c", new WebhookQuery { Origins = [WebhookOrigin.Automations, WebhookOrigin.Api] });
        await AssertListsAsync("a,b", new WebhookQuery { EventTypes = [["type.a", "other"]] });
        await AssertListsAsync("b", new WebhookQuery { EventTypes = [["type.a"], ["type.b"]] });
        await AssertListsAsync("", new WebhookQuery { EventTypes = [["type"]] });
    }

    [Theory]
    [InlineData(nameof(WebhookOrder.CreatedAt), "a,b,c,d,e")]
    [InlineData(nameof(WebhookOrder.CreatedAtDescending), "e,d,c,b,a")]
    [InlineData(nameof(WebhookOrder.UpdatedAt), "b,a,c,d,e")]
    [InlineData(nameof(WebhookOrder.UpdatedAtDescending), "e,d,c,a,b")]
    [InlineData(nameof(WebhookOrder.Name), "d,c,b,e,a")]
    [InlineData(nameof(WebhookOrder.NameDescending), "a,e,b,c,d")]
    [InlineData(nameof(WebhookOrder.Url), "a,b,c,d,e")]
    [InlineData(nameof(WebhookOrder.UrlDescending), "e,d,c,b,a")]
    public async Task Pages_lead_through_the_list_and_back(string orderName, string expected)
    {
        WebhookOrder order = Enum.Parse<WebhookOrder>(orderName);
        (string Id, string Name, int Minutes)[] rows =
            [("a", "zeta", 3), ("b", "Delta", 0), ("c", "beta", 4), ("d", "Alpha", 5), ("e", "delta", 6)];
        foreach ((string id, string name, int minutes) in rows)
        {
            // Two were created at the same time.
            await AddAsync(NewWebhook(id) with
            {
                Name = name,
                UpdatedAt = Start.AddMinutes(minutes),
                CreatedAt = Start.AddMinutes((id[0] - 'a') / 2)
            });
        }

        await AssertPagesAsync(
            expected.Split(','), cursor => ListAsync(new WebhookQuery { Order = order, Limit = 2, Cursor = cursor }),
            webhook => webhook.Id);
        Assert.Equal(expected, string.Join(',', (await ListAsync(new WebhookQuery { Order = order })).Items.Select(webhook => webhook.Id)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("%%%")]
    [InlineData("AAAA")]
    public async Task A_cursor_that_is_none_is_refused(string cursor) =>
        await Assert.ThrowsAsync<CursorFormatException>(async () => await ListAsync(new WebhookQuery { Cursor = cursor }));

    [Fact]
    public async Task A_cursor_of_another_order_is_refused()
    {
        await AddAsync(NewWebhook("a"));
        await AddAsync(NewWebhook("b"));
        string next = (await ListAsync(new WebhookQuery { Limit = 1 })).Next!;
        await Assert.ThrowsAsync<CursorFormatException>(
            async () => await ListAsync(new WebhookQuery { Order = WebhookOrder.Name, Cursor = next }));
        await Assert.ThrowsAsync<CursorFormatException>(
            async () => await ListAsync(new WebhookQuery { Order = WebhookOrder.CreatedAt, Cursor = next }));
    }

    private static void AssertSame(Webhook expected, Webhook? actual)
    {
        Assert.NotNull(actual);
        Assert.Equal(expected.EventTypes.ToArray(), actual.EventTypes.ToArray());
        Assert.Equal(expected.Headers.AsEnumerable(), actual.Headers);
        Assert.Equal(expected.EncryptedHeaders.AsEnumerable(), actual.EncryptedHeaders);
        Assert.Equal(
            expected,
            actual with { EventTypes = expected.EventTypes, Headers = expected.Headers, EncryptedHeaders = expected.EncryptedHeaders });
    }

    private async Task<Page<Webhook>> ListAsync(WebhookQuery query) => await Webhooks.ListAsync("t1", query, CancellationToken.None);

    private async Task AssertListsAsync(string ids, WebhookQuery query) =>
        Assert.Equal(ids, string.Join(',', (await ListAsync(query)).Items.Select(webhook => webhook.Id).Order(StringComparer.Ordinal)));

    private static async Task AssertPagesAsync<T>(string[] all, Func<string?, Task<Page<T>>> list, Func<T, string> id)
    {
        var forward = new List<string>();
        Page<T> page = await list(null);
        Assert.Null(page.Previous);
        forward.AddRange(page.Items.Select(id));
        while (page.Next is not null)
        {
            page = await list(page.Next);
            forward.AddRange(page.Items.Select(id));
        }

        Assert.Equal(all, forward);
        var backward = new List<string>(page.Items.Select(id));
        while (page.Previous is not null)
        {
            page = await list(page.Previous);
            backward.InsertRange(0, page.Items.Select(id));
        }

        Assert.Equal(all, backward);
    }
}
