using System.Text;

namespace ScimFilter.Oracle;

/// <summary>An input as a sequence of choices. Behind its end each is the first, so that whatever is built of it ends.</summary>
public sealed class InputBytes(byte[] input)
{
    private int _position;

    public bool IsAtEnd => _position >= input.Length;

    /// <summary>Gives a number below a bound.</summary>
    public int Choose(int count) => IsAtEnd ? 0 : input[_position++] % count;

    public T Choose<T>(IReadOnlyList<T> from) => from[Choose(from.Count)];

    /// <summary>Gives the bytes up to the next line feed, or the end.</summary>
    public byte[] Line()
    {
        ReadOnlySpan<byte> rest = input.AsSpan(Math.Min(_position, input.Length));
        int feed = rest.IndexOf((byte)'\n');
        byte[] line = rest[..(feed < 0 ? rest.Length : feed)].ToArray();
        _position += line.Length + 1;
        return line;
    }

    public string LineOfText() => Encoding.UTF8.GetString(Line());
}
