using System.Buffers;
using System.Text;
using SQLitePCL;

namespace ScimFilter.Webhooks.Server.Storage.Sqlite.Connections;

/// <summary>Values for the parameters of statements.</summary>
internal static class SqliteBinding
{
    private const int StackBytes = 1_024;

    /// <summary>Gives a parameter its value, of which SQLite makes a copy.</summary>
    /// <returns>What SQLite says of it.</returns>
    /// <exception cref="ArgumentException">The value is of a type that no column has.</exception>
    public static int Bind(sqlite3_stmt statement, int parameter, object? value) => value switch
    {
        null => raw.sqlite3_bind_null(statement, parameter),
        "" => raw.sqlite3_bind_text(statement, parameter, ""),
        string text => BindText(statement, parameter, text),
        long number => raw.sqlite3_bind_int64(statement, parameter, number),
        int number => raw.sqlite3_bind_int64(statement, parameter, number),
        bool flag => raw.sqlite3_bind_int64(statement, parameter, flag ? 1 : 0),
        byte[] bytes => raw.sqlite3_bind_blob(statement, parameter, bytes),
        _ => throw new ArgumentException($"No column holds a value of type {value.GetType()}.", nameof(value)),
    };

    // With its length: a text may hold a NUL, at which it would end otherwise. No bytes would be no value.
    private static int BindText(sqlite3_stmt statement, int parameter, string text)
    {
        int most = Encoding.UTF8.GetMaxByteCount(text.Length);
        byte[]? rented = most > StackBytes ? ArrayPool<byte>.Shared.Rent(most) : null;
        Span<byte> buffer = rented ?? stackalloc byte[StackBytes];
        int length = Encoding.UTF8.GetBytes(text, buffer);
        int result = raw.sqlite3_bind_text(statement, parameter, (ReadOnlySpan<byte>)buffer[..length]);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        return result;
    }
}
