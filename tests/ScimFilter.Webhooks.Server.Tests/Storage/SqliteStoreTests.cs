using ScimFilter.Webhooks.Server.Storage;
using ScimFilter.Webhooks.Server.Storage.Contract;
using ScimFilter.Webhooks.Server.Storage.Sqlite;
using ScimFilter.Webhooks.Server.Storage.Sqlite.Connections;
using ScimFilter.Webhooks.Server.Tests.Support;

namespace ScimFilter.Webhooks.Server.Tests.Storage;

/// <summary>The contract of stores, kept by SQLite, and what is SQLite's alone.</summary>
public sealed class SqliteStoreTests : StoreContract
{
    private readonly TemporaryFolder _folder = new();
    private SqliteDatabase _database = null!;

    public override Task InitializeAsync()
    {
        var box = new AesSecretBox(new byte[AesSecretBox.KeyLength]);
        _database = new SqliteDatabase(_folder["test.db"]);
        Webhooks = new SqliteWebhookStore(_database, box);
        Events = new SqliteEventStore(_database);
        Deliveries = new SqliteDeliveryStore(_database);
        Replays = new SqliteReplayStore(_database);
        return Task.CompletedTask;
    }

    public override async Task DisposeAsync()
    {
        await _database.DisposeAsync();
        _folder.Dispose();
    }

    protected override async Task ReopenAsync()
    {
        await _database.DisposeAsync();
        await InitializeAsync();
    }

    [Fact]
    public async Task Work_that_fails_fails_alone_and_leaves_nothing()
    {
        Task<int>[] works = [.. Enumerable.Range(0, 20).Select(i => _database.WriteAsync(
            session =>
            {
                int changed = session.Execute("INSERT INTO event_ids VALUES ('t', ?1, '')", $"{i}");
                return i % 5 == 0 ? throw new InvalidOperationException("fails") : changed;
            },
            CancellationToken.None).AsTask())];
        for (int i = 0; i < works.Length; i++)
        {
            if (i % 5 == 0)
            {
                await Assert.ThrowsAsync<InvalidOperationException>(() => works[i]);
            }
            else
            {
                Assert.Equal(1, await works[i]);
            }
        }

        Assert.Equal(16, await _database.ReadAsync(session => session.Scalar("SELECT COUNT(*) FROM event_ids"), CancellationToken.None));
    }

    [Fact]
    public async Task A_delivery_of_an_event_that_is_gone_is_deleted_when_it_is_claimed()
    {
        WebhookKey key = await AddAsync(NewWebhook("w1"));
        await MatchAsync("t1", ["e1"], "w1");
        await _database.WriteAsync(
            session => session.Execute("INSERT INTO deliveries VALUES ((SELECT number FROM webhooks), 900, 0, 0, 0, 0)"),
            CancellationToken.None);
        Assert.Equal("e1", (await ClaimAsync(key, 10)).Deliveries.Single().Event.Content.Id);
        Assert.Equal(1, await _database.ReadAsync(session => session.Scalar("SELECT COUNT(*) FROM deliveries"), CancellationToken.None));
    }

    [Fact]
    public async Task A_commit_reaches_the_disk()
    {
        string[] settings = await _database.WriteAsync(
            session => (string[])[session.Query("PRAGMA journal_mode", row => row.GetString(0)).Single(),
                $"{session.Scalar("PRAGMA synchronous")}"], CancellationToken.None);
        Assert.Equal(["wal", "2"], settings);
    }

    [Fact]
    public async Task Secrets_are_not_in_the_file()
    {
        await AddAsync(
            NewWebhook("w1") with { Secret = new WebhookSecret("find-me-secret"), EncryptedHeaders = Headers("x", "find-me-header") });
        await _database.DisposeAsync();
        string content = string.Concat(
            Directory.EnumerateFiles(_folder.Path).Select(file => System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(file))));
        await InitializeAsync();
        Assert.Contains("Name of w1", content, StringComparison.Ordinal);
        Assert.DoesNotContain("find-me", content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Events_of_before_sources_counted_keep_their_source()
    {
        await _database.DisposeAsync();
        using (var session = new SqliteSession(
            new Microsoft.Data.Sqlite.SqliteConnectionStringBuilder { DataSource = _folder["old.db"], Pooling = false }.ToString(), ""))
        {
            session.Run($"BEGIN; {SqliteMigrations.Scripts[0]} PRAGMA user_version=1; COMMIT;");
            session.Run("INSERT INTO events VALUES (1, 't1', 'e1', 't', 0, 0, CAST('{\"id\":\"e1\",\"source\":\"a\"}' AS BLOB)), (2, 't1', 'e2', 't', 0, 0, NULL)");
            session.Run("INSERT INTO event_ids VALUES ('t1', 'e1'), ('t1', 'e2')");
        }

        _database = new SqliteDatabase(_folder["old.db"]);
        Events = new SqliteEventStore(_database);
        Assert.Equal(
            [false, true, false],
            await Events.AppendAsync(
                "t1", [NewEvent("e1") with { Source = "a" }, NewEvent("e1") with { Source = "b" }, NewEvent("e2")],
                CancellationToken.None));
    }

    [Fact]
    public async Task A_database_of_a_later_version_is_left_alone()
    {
        await _database.WriteAsync(session => session.Execute("PRAGMA user_version = 99"), CancellationToken.None);
        await _database.DisposeAsync();
        Assert.Contains(
            "99", Assert.Throws<OperatorException>(() => new SqliteDatabase(_folder["test.db"])).Message, StringComparison.Ordinal);
        _database = new SqliteDatabase(_folder["other.db"]);
    }

    [Fact]
    public async Task Claims_are_answered_by_an_index()
    {
        string[] plans = await _database.ReadAsync(
            session => (string[])
            [
                Plan(session, "SELECT position FROM deliveries WHERE webhook = 1 AND state = 0 ORDER BY due_at, position LIMIT 1"),
                Plan(session, "SELECT MIN(webhook) FROM deliveries WHERE state = 0 AND webhook > 5"),
            ],
            CancellationToken.None);
        Assert.All(plans, plan => Assert.Contains("INDEX", plan, StringComparison.Ordinal));
        Assert.All(plans, plan => Assert.DoesNotContain("TEMP B-TREE", plan, StringComparison.Ordinal));
    }

    private static string Plan(SqliteSession session, string sql) =>
        string.Join('\n', session.Query($"EXPLAIN QUERY PLAN {sql}", row => row.GetString(3)));
}
