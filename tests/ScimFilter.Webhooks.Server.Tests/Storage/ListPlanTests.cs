using ScimFilter.Webhooks.Server.Storage.Contract;
using ScimFilter.Webhooks.Server.Storage.Sqlite;
using ScimFilter.Webhooks.Server.Storage.Sqlite.Connections;
using ScimFilter.Webhooks.Server.Storage.Sqlite.Paging;

namespace ScimFilter.Webhooks.Server.Tests.Storage;

/// <summary>Each list, however it is filtered and sorted, walks an index: it neither sorts what it finds nor reads a whole table.</summary>
public sealed class ListPlanTests : IDisposable
{
    private readonly SqliteSession _session = new("Data Source=:memory:", string.Concat(SqliteMigrations.Scripts));

    public void Dispose() => _session.Dispose();

    [Fact]
    public void Attempts()
    {
        bool?[] statuses = [null, true, false];
        foreach (bool? succeeded in statuses)
        {
            foreach (bool descending in (bool[])[true, false])
            {
                AssertWalks(AttemptWalk.StatementOf(succeeded, descending), "attempts_listed");
                AssertWalks(AttemptWalk.StatementOf(succeeded, descending, "LIMIT 1 OFFSET ?4"), "attempts_listed");
                AssertWalks(AttemptWalk.StatementOf(succeeded, descending, types: 3), "attempts_listed");
            }
        }
    }

    [Fact]
    public void Webhooks()
    {
        WebhookQuery[] filters =
        [
            new(), new() { Enabled = true }, new() { OwnerId = "u" }, new() { CreatedByUserId = "u" }, new() { UpdatedByUserId = "u" },
            new() { VisibleTo = "u" },
            new() { Level = WebhookLevel.User }, new() { Name = "a*b" }, new() { Url = "x" }, new() { Origins = [WebhookOrigin.Api] },
            new() { EventTypes = [["a"], ["b", "c"]] },
            new()
            {
                Enabled = true, OwnerId = "u", CreatedByUserId = "u", UpdatedByUserId = "u", VisibleTo = "u", Level = WebhookLevel.User,
                Name = "a", Url = "b",
                Origins = [WebhookOrigin.Api], EventTypes = [["a"]],
            },
        ];
        foreach (WebhookOrder order in Enum.GetValues<WebhookOrder>())
        {
            object key = order is WebhookOrder.Name or WebhookOrder.NameDescending or WebhookOrder.Url or WebhookOrder.UrlDescending
                ? "k"
                : 1L;
            foreach (WebhookQuery filter in filters)
            {
                SqliteList list = WebhookListing.Of("t", filter with { Order = order });
                foreach (SqliteCursor? cursor in (SqliteCursor?[])[null, new((byte)order, false, 1, key), new((byte)order, true, 1, key)])
                {
                    (string sql, object?[] values) = SqlitePages.StatementOf(list, cursor);
                    AssertWalks(sql, "webhooks_", values);
                }
            }
        }
    }

    [Fact]
    public void Orphans()
    {
        AssertWalks(OrphanWalk.NextWebhook, "PRIMARY KEY (webhook>?)", 1L);
        AssertWalks(OrphanWalk.OrphansOf, "PRIMARY KEY (webhook=? AND position<?)", 1L, 1L);
    }

    private void AssertWalks(string sql, string index, params object?[] values)
    {
        string[] plan = [.. _session.Query($"EXPLAIN QUERY PLAN {sql}", row => row.GetString(3), values)];
        Assert.Contains(
            plan, line => line.StartsWith("SEARCH ", StringComparison.Ordinal) && line.Contains(index, StringComparison.Ordinal));
        Assert.DoesNotContain(plan, line => line.Contains("TEMP B-TREE", StringComparison.Ordinal));
        Assert.DoesNotContain(
            plan,
            line => line.StartsWith("SCAN ", StringComparison.Ordinal) && !line.StartsWith("SCAN json_each", StringComparison.Ordinal));
    }
}
