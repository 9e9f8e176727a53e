using System.Text;
using ScimFilter.Webhooks.Events;
using ScimFilter.Webhooks.Server.Storage;
using ScimFilter.Webhooks.Server.Storage.Contract;
using ScimFilter.Webhooks.Server.Storage.Sqlite;
using ScimFilter.Webhooks.Server.Tests.Support;

namespace ScimFilter.Webhooks.Server.Tests.Storage;

/// <summary>Pages of attempts: every filter and order gives what a sorted list in memory gives, within bounds of bytes and work.</summary>
public sealed class AttemptPagesTests : IAsyncLifetime
{
    private static readonly WebhookKey _key = new("t1", "w1");
    private static readonly DateTimeOffset _start = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();
    private SqliteDatabase _database = null!;
    private SqliteDeliveryStore _deliveries = null!;

    public async Task InitializeAsync()
    {
        _database = new SqliteDatabase(_folder["test.db"]);
        _deliveries = new SqliteDeliveryStore(_database);
        var webhooks = new SqliteWebhookStore(_database, new AesSecretBox(new byte[AesSecretBox.KeyLength]));
        foreach (string id in (string[])["w0", "w1", "w2"])
        {
            await webhooks.AddAsync(
                new Webhook { TenantId = "t1", Id = id, Name = id, Url = new Uri("https://a.example/") }, new WebhookQuota(9, 9),
                CancellationToken.None);
        }
    }

    public async Task DisposeAsync()
    {
        await _database.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(100)]
    public async Task Every_filter_and_order_gives_what_a_sorted_list_gives(int limit)
    {
        Attempt[] all =
            [.. Enumerable.Range(0, 40).Select(i => NewAttempt(i, succeeded: i % 3 != 0, type: $"type.{i % 4}", at: i * 7 % 20))];
        foreach (Attempt attempt in all)
        {
            await _deliveries.RecordAsync(attempt, null, CancellationToken.None);
            await _deliveries.RecordAsync(attempt with { Webhook = new WebhookKey("t1", "w0") }, null, CancellationToken.None);
        }

        foreach (AttemptOrder order in Enum.GetValues<AttemptOrder>())
        {
            foreach (bool? succeeded in (bool?[])[null, true, false])
            {
                foreach (string[] types in (string[][])[[], ["type.1"], ["type.2", "type.3", "none"], ["none"]])
                {
                    var query = new AttemptQuery { Order = order, Succeeded = succeeded, EventTypes = [.. types], Limit = limit };
                    string[] expected = [.. Sorted(all, query).Select(attempt => attempt.StatusMessage)];
                    (string[] forwards, string? last) = await WalkAsync(query, page => page.Next);
                    Assert.Equal(expected, forwards);
                    if (last is not null)
                    {
                        // From the last page back to the first: everything before it, each page in the order of the list.
                        (string[] backwards, _) = await WalkAsync(query with { Cursor = last }, page => page.Previous);
                        Assert.Equal(expected, backwards.OrderBy(item => Array.IndexOf(expected, item)));
                    }
                }
            }
        }
    }

    [Fact]
    public async Task A_page_ends_when_it_has_a_MiB_and_leads_on()
    {
        for (int i = 0; i < 8; i++)
        {
            await _deliveries.RecordAsync(
                NewAttempt(i, true, "type", i) with { ResponseStatus = 200, ResponseBody = new string('x', 300_000) }, null,
                CancellationToken.None);
        }

        foreach (AttemptOrder order in Enum.GetValues<AttemptOrder>())
        {
            Page<Attempt> first = await _deliveries.ListAsync(
                _key, new AttemptQuery { Limit = 100, Order = order }, CancellationToken.None);
            Assert.Equal(3, first.Items.Count);
            Assert.Equal(8, (await WalkAsync(new AttemptQuery { Limit = 100, Order = order }, page => page.Next)).Items.Length);
        }

        Page<Attempt> shortened = await _deliveries.ListAsync(
            _key, new AttemptQuery { Limit = 100, MaxResponseBytes = 1_001 }, CancellationToken.None);
        Assert.All(shortened.Items, attempt => Assert.Equal((1_001, 300_000), (attempt.ResponseBody!.Length, attempt.ResponseBodyLength)));
        Assert.Equal(8, shortened.Items.Count);
    }

    [Fact]
    public async Task A_text_is_shortened_between_characters()
    {
        await _deliveries.RecordAsync(
            NewAttempt(1, true, "type", 1) with { ResponseStatus = 200, ResponseBody = "aé😀z" }, null, CancellationToken.None);
        foreach ((int most, string expected) in
            ((int, string)[])[(0, ""), (1, "a"), (2, "a"), (3, "aé"), (6, "aé"), (7, "aé😀"), (8, "aé😀z"), (9, "aé😀z")])
        {
            Attempt attempt =
                (await _deliveries.ListAsync(_key, new AttemptQuery { MaxResponseBytes = most }, CancellationToken.None)).Items.Single();
            Assert.Equal(expected, attempt.ResponseBody);
        }
    }

    [Fact]
    public async Task A_large_event_is_left_out_of_a_list_and_whole_by_itself()
    {
        var events = new SqliteEventStore(_database);
        byte[] body = Encoding.UTF8.GetBytes($$"""{"id":"e","data":"{{new string('x', 50_000)}}"}""");
        await events.AppendAsync("t1", [new NewEvent("e", "type", EventShape.CloudEvent, body, _start)], CancellationToken.None);
        Attempt attempt = NewAttempt(1, true, "type", 1) with { EventPosition = 1 };
        await _deliveries.RecordAsync(attempt, null, CancellationToken.None);
        Attempt listed =
            (await _deliveries.ListAsync(_key, new AttemptQuery { MaxEventBytes = 1_000 }, CancellationToken.None)).Items.Single();
        Assert.Null(listed.Event);
        Assert.Equal(body.Length, listed.EventLength);
        Attempt found = (await _deliveries.FindAsync(_key, attempt.Id, CancellationToken.None))!;
        Assert.Equal(body, found.Event!.Content.Body.ToArray());
    }

    [Fact]
    public async Task A_rare_type_is_looked_for_a_bounded_while_at_a_time()
    {
        await _database.WriteAsync(
            session => session.Execute(
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?1) INSERT INTO attempts (id, webhook, position, type, triggered_at, "
                + "succeeded, message, url, request_headers, shape, response_headers) SELECT zeroblob(16), 2, 0, CASE WHEN i = 1 THEN 'rare' ELSE 'often' END, i, "
                + "i % 2, CAST(i AS TEXT), '', '[]', 0, '[]' FROM n",
                AttemptWalk.MaxEntries + 10),
            CancellationToken.None);
        foreach (AttemptOrder order in (AttemptOrder[])[AttemptOrder.TriggeredAtDescending, AttemptOrder.StatusDescending])
        {
            var query = new AttemptQuery { Order = order, EventTypes = ["rare"] };
            Page<Attempt> page = await _deliveries.ListAsync(_key, query, CancellationToken.None);
            if (order == AttemptOrder.TriggeredAtDescending)
            {
                Assert.Empty(page.Items);
                Assert.NotNull(page.Next);
            }

            Assert.Equal(["1"], (await WalkAsync(query, page => page.Next)).Items);
        }
    }

    private static IEnumerable<Attempt> Sorted(IEnumerable<Attempt> all, AttemptQuery query)
    {
        IEnumerable<Attempt> found = all.Where(attempt => query.Succeeded is null || attempt.Succeeded == query.Succeeded)
            .Where(attempt => query.EventTypes.IsEmpty || query.EventTypes.Contains(attempt.EventType));
        IEnumerable<Attempt> latest = found.OrderByDescending(attempt => attempt.TriggeredAt)
            .ThenByDescending(attempt => attempt.EventPosition);
        return query.Order switch
        {
            AttemptOrder.TriggeredAt => latest.Reverse(),
            AttemptOrder.Status => latest.OrderBy(attempt => attempt.Succeeded),
            AttemptOrder.StatusDescending => latest.OrderByDescending(attempt => attempt.Succeeded),
            _ => latest,
        };
    }

    // The position stands for the order of insertion, by which attempts of the same moment are told apart.
    private static Attempt NewAttempt(int i, bool succeeded, string type, int at) => new()
    {
        Id = Guid.CreateVersion7(_start.AddMinutes(at)),
        Webhook = _key,
        EventPosition = i,
        EventType = type,
        TriggeredAt = _start.AddMinutes(at),
        Succeeded = succeeded,
        StatusMessage = $"{i}",
        RequestUrl = "https://a.example/",
    };

    /// <summary>Follows links to the end.</summary>
    /// <returns>What the pages have, and the cursor of the last page.</returns>
    private async Task<(string[] Items, string? Last)> WalkAsync(AttemptQuery query, Func<Page<Attempt>, string?> link)
    {
        var items = new List<string>();
        while (true)
        {
            Page<Attempt> page = await _deliveries.ListAsync(_key, query, CancellationToken.None);
            Assert.True(page.Items.Count <= query.Limit);
            items.AddRange(page.Items.Select(attempt => attempt.StatusMessage));
            if (link(page) is not { } cursor)
            {
                return ([.. items], query.Cursor);
            }

            query = query with { Cursor = cursor };
        }
    }
}
