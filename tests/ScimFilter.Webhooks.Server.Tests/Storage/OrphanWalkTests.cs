using ScimFilter.Webhooks.Server.Storage.Sqlite;
using ScimFilter.Webhooks.Server.Storage.Sqlite.Connections;

namespace ScimFilter.Webhooks.Server.Tests.Storage;

/// <summary>The walk finds every delivery that belongs to nothing, a bounded part of the webhooks at a time.</summary>
public sealed class OrphanWalkTests : IDisposable
{
    private readonly SqliteSession _session = new("Data Source=:memory:", string.Concat(SqliteMigrations.Scripts));
    private readonly OrphanWalk _walk = new();

    public OrphanWalkTests()
    {
        // Webhooks 2, 4, 6, 8 are there; 1, 3, 5, 7 are gone. Each has deliveries of the events 1 to 4, of which two have no body any more.
        for (int webhook = 1; webhook <= 8; webhook++)
        {
            for (int position = 1; position <= 4; position++)
            {
                _session.Execute("INSERT INTO deliveries VALUES (?1, ?2, 0, 0, 0, 0)", webhook, position);
            }

            if (webhook % 2 == 0)
            {
                _session.Execute(
                    "INSERT INTO webhooks (number, tenant, id, version, url, url_folded, name, name_folded, level, event_types, enabled, headers, "
                    + "cloud_event, revocation, origin, created_by, created_at, updated_at) "
                    + "VALUES (?1, 't', ?2, 1, '', '', '', '', 0, '[]', 1, '', 0, 0, 0, '', 0, 0)",
                    webhook, $"w{webhook}");
            }
        }

        _session.Execute("UPDATE progress SET position = 2 WHERE name = 'pruned'");
    }

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData(100, 100)]
    [InlineData(1, 100)]
    [InlineData(3, 100)]
    [InlineData(4, 2)]
    [InlineData(100, 1)]
    [InlineData(100, 3)]
    public void All_are_found_and_nothing_else(int limit, int webhooks)
    {
        var found = new List<(long Webhook, long Position)>();

        // Enough for a round, whatever it finds each time.
        for (int i = 0; i < 40; i++)
        {
            List<(long Webhook, long Position)> some = _walk.Find(_session, limit, webhooks);
            Assert.InRange(some.Count, 0, limit);
            found.AddRange(some);
            some.ForEach(
                orphan => _session.Execute("DELETE FROM deliveries WHERE webhook = ?1 AND position = ?2", orphan.Webhook, orphan.Position));
        }

        Assert.Equal(
            Enumerable.Range(1, 8)
                .SelectMany(webhook => Enumerable.Range(1, webhook % 2 == 0 ? 2 : 4).Select(i => ((long)webhook, (long)i))),
            found.Order());
        Assert.Equal(8, _session.Scalar("SELECT COUNT(*) FROM deliveries"));
    }

    [Fact]
    public void Each_look_goes_on_where_the_last_one_stopped_and_then_begins_anew()
    {
        long[][] looks = [.. Enumerable.Range(0, 5).Select(_ => Webhooks(_walk.Find(_session, 100, 3)))];
        Assert.Equal([[1, 2, 3], [4, 5, 6], [7, 8], [1, 2, 3], [4, 5, 6]], looks);
        Assert.Equal([7], Webhooks(_walk.Find(_session, 4, 3)));
    }

    private static long[] Webhooks(List<(long Webhook, long Position)> found) => [.. found.Select(orphan => orphan.Webhook).Distinct()];
}
