using System.Buffers.Binary;
using System.Buffers.Text;
using System.Text;
using ScimFilter.Webhooks.Server.Storage.Contract;

namespace ScimFilter.Webhooks.Server.Storage.Sqlite.Paging;

/// <summary>A place in a list: the order, the direction to read in, and the row that the page begins behind.</summary>
internal readonly record struct SqliteCursor(byte Order, bool Backwards, long Number, object Key)
{
    private const int HeadLength = 11;

    // The longest key is a URL of 2,048 characters, of which each may take three bytes, and Base64 adds a third.
    private const int MaxLength = 12 << 10;

    /// <summary>Gives the cursor of the page on the other side of this place, the row at the place included.</summary>
    /// <param name="descending">The direction of the list, read forwards.</param>
    public SqliteCursor Turned(bool descending)
    {
        bool nextDescends = descending == Backwards;
        return this with { Backwards = !Backwards, Number = nextDescends ? unchecked(Number + 1) : unchecked(Number - 1) };
    }

    public override string ToString()
    {
        byte[] key = Key is long number ? BitConverter.GetBytes(number) : Encoding.UTF8.GetBytes((string)Key);
        var bytes = new byte[HeadLength + key.Length];
        bytes[0] = Order;
        bytes[1] = Backwards ? (byte)1 : (byte)0;
        bytes[2] = Key is long ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(3), Number);
        key.CopyTo(bytes, HeadLength);
        return Base64Url.EncodeToString(bytes);
    }

    /// <exception cref="CursorFormatException">The text is no cursor, or one of another order.</exception>
    public static SqliteCursor Parse(string text, byte order, bool hasNumericKey)
    {
        byte[] bytes;
        try
        {
            bytes = text.Length <= MaxLength ? Base64Url.DecodeFromChars(text) : [];
        }
        catch (FormatException)
        {
            throw new CursorFormatException();
        }

        if (bytes.Length < HeadLength || bytes[0] != order || bytes[1] > 1 || bytes[2] != (hasNumericKey ? 1 : 0)
            || (hasNumericKey && bytes.Length != HeadLength + sizeof(long)))
        {
            throw new CursorFormatException();
        }

        object key = hasNumericKey ? BitConverter.ToInt64(bytes, HeadLength)
            : Encoding.UTF8.GetString(bytes, HeadLength, bytes.Length - HeadLength);
        return new SqliteCursor(order, bytes[1] == 1, BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(3)), key);
    }
}
