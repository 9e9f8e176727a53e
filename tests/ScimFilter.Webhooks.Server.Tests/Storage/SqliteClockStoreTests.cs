using System.Text;
using ScimFilter.Webhooks.Events;
using ScimFilter.Webhooks.Server.Clock;
using ScimFilter.Webhooks.Server.Storage.Contract;
using ScimFilter.Webhooks.Server.Storage.Sqlite;
using ScimFilter.Webhooks.Server.Tests.Support;

namespace ScimFilter.Webhooks.Server.Tests.Storage;

/// <summary>The time that is written down for the next start, and rows whose times are later than now.</summary>
public sealed class SqliteClockStoreTests : IAsyncLifetime
{
    private static readonly DateTimeOffset _now = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();
    private SqliteDatabase _database = null!;
    private SqliteClockStore _clock = null!;

    public Task InitializeAsync()
    {
        _database = new SqliteDatabase(_folder["test.db"]);
        _clock = new SqliteClockStore(_database);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _database.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task What_is_written_down_is_read()
    {
        Assert.Null(await ReadAsync());
        var mark = new ClockMark(_now.AddDays(9), _now);
        await _clock.WriteAsync(mark, CancellationToken.None);
        Assert.Equal(mark, await ReadAsync());
    }

    [Fact]
    public async Task The_newest_row_is_newer_after_a_kill()
    {
        await _clock.WriteAsync(new ClockMark(_now.AddDays(9), _now), CancellationToken.None);
        await AppendAsync("e1", _now.AddDays(9).AddSeconds(30));
        Assert.Equal(new ClockMark(_now.AddDays(9).AddSeconds(30), _now.AddSeconds(30)), await ReadAsync());

        // Too new for that: it was stored under another clock.
        await AppendAsync("e2", _now.AddDays(99));
        Assert.Equal(new ClockMark(_now.AddDays(9), _now), await ReadAsync());
    }

    [Fact]
    public async Task A_database_without_a_mark_has_the_time_of_its_newest_row()
    {
        await AppendAsync("e1", _now);
        Assert.Equal(new ClockMark(_now, _now), await ReadAsync());
    }

    [Theory]
    [InlineData("x''")]
    [InlineData("zeroblob(16)")]
    [InlineData("randomblob(15)")]
    [InlineData("x'7fffffffffffffff7fffffffffffffff'")]
    public async Task A_damaged_mark_is_none(string value)
    {
        await _database.WriteAsync(
            session => session.Execute($"INSERT INTO settings (name, value) VALUES ('clock', {value})"), CancellationToken.None);
        Assert.Null(await ReadAsync());
    }

    [Fact]
    public async Task Events_that_are_later_than_now_get_the_time_that_was_meant()
    {
        foreach ((string id, double days) in (IEnumerable<(string, double)>)[("before", -1), ("e1", 30), ("e2", 30.1), ("now", 0)])
        {
            await AppendAsync(id, _now.AddDays(days));
        }

        await _clock.RestampAsync(_now, TimeSpan.FromDays(-30), CancellationToken.None);
        Assert.Equal(
            [_now.AddDays(-1), _now, _now.AddDays(0.1), _now],
            await _database.ReadAsync(
                session => session.Query("SELECT received_at FROM events ORDER BY position", row => row.Time(0)), CancellationToken.None));
    }

    private ValueTask<ClockMark?> ReadAsync() => _clock.ReadAsync(CancellationToken.None);

    private async Task AppendAsync(string id, DateTimeOffset at)
    {
        var @event = new NewEvent(id, "type.a", EventShape.CloudEvent, Encoding.UTF8.GetBytes($$"""{"id":"{{id}}"}"""), at);
        await new SqliteEventStore(_database).AppendAsync("t1", [@event], CancellationToken.None);
    }
}
