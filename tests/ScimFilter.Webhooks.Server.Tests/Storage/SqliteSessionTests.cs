using Microsoft.Data.Sqlite;
using ScimFilter.Webhooks.Server.Storage.Sqlite.Connections;

namespace ScimFilter.Webhooks.Server.Tests.Storage;

/// <summary>Values go into SQLite and come back as they were.</summary>
public sealed class SqliteSessionTests : IDisposable
{
    private readonly SqliteSession _session = new("Data Source=:memory:", "PRAGMA temp_store=MEMORY;");

    public SqliteSessionTests() => _session.Run("CREATE TABLE t (number INTEGER PRIMARY KEY, value ANY) STRICT");

    public static TheoryData<string> Texts() => new(
        "", "a", "a\0b", "\0", "é😀", new string('x', 1_023), new string('é', 513), new string('x', 100_000));

    public void Dispose() => _session.Dispose();

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_text_comes_back(string text)
    {
        Assert.Equal(1, _session.Execute("INSERT INTO t (value) VALUES (?1)", text));
        Assert.Equal([(text, text, text, false)], Read(row => (row.GetString(0), row.Text(0), row.Key(0), row.IsNull(0))));
        Assert.Equal(1, _session.Scalar("SELECT COUNT(*) FROM t WHERE value = ?1", text));
        Assert.Equal(0, _session.Scalar("SELECT COUNT(*) FROM t WHERE value = ?1", text + "\0"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(100_000)]
    public void Bytes_come_back(int length)
    {
        byte[] bytes = [.. Enumerable.Range(0, length).Select(i => (byte)i)];
        _session.Execute("INSERT INTO t (value) VALUES (?1)", bytes);
        Assert.Equal([bytes], Read(row => row.GetBytes(0)));
        Assert.Equal([bytes], Read(row => row.Bytes(0)));
    }

    [Fact]
    public void Numbers_flags_and_nothing_come_back()
    {
        object?[] values = [long.MinValue, long.MaxValue, 7, true, false, null];
        foreach (object? value in values)
        {
            _session.Execute("INSERT INTO t (value) VALUES (?1)", value);
        }

        Assert.Equal([long.MinValue, long.MaxValue, 7, 1, 0, 0], Read(row => row.GetInt64(0)));
        Assert.Equal([false, false, false, false, false, true], Read(row => row.IsNull(0)));
        Assert.Equal([7, 1, 0], _session.Query("SELECT value FROM t WHERE value BETWEEN 0 AND 7 ORDER BY number", row => row.GetInt32(0)));
        Assert.Throws<OverflowException>(() => Read(row => row.GetInt32(0)));
        Assert.Equal(long.MaxValue, Assert.IsType<long>(Read(row => row.IsNull(0) ? "" : row.Key(0))[1]));
        Assert.Null(Read(row => row.Text(0) ?? row.Bytes(0)?.ToString())[5]);
        Assert.Equal(6, _session.LastRow);
    }

    [Fact]
    public void What_fails_says_so_and_leaves_the_session_well()
    {
        const string insert = "INSERT INTO t (number, value) VALUES (?1, ?2)";
        _session.Execute(insert, 1, "first");
        Assert.Equal(19, Assert.Throws<SqliteException>(() => _session.Execute(insert, 1, "second")).SqliteErrorCode);
        Assert.Throws<SqliteException>(() => _session.Execute("NO STATEMENT"));
        Assert.Throws<ArgumentException>(() => _session.Execute(insert, 2, DateTime.UnixEpoch));
        Assert.Throws<InvalidOperationException>(() => Read<int>(_ => throw new InvalidOperationException()));
        Assert.Equal(1, _session.Execute(insert, 2, "second"));
        Assert.Equal(2, _session.Execute("UPDATE t SET value = ?1", "both"));
        Assert.Equal(["both", "both"], Read(row => row.GetString(0)));
        Assert.Equal(0, _session.Scalar("SELECT number FROM t WHERE value = ?1", "none"));
    }

    private List<T> Read<T>(Func<SqliteRow, T> read) => _session.Query("SELECT value FROM t ORDER BY number", read);
}
