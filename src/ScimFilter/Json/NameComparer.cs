using System.Text;

namespace ScimFilter.Json;

/// <summary>Compares names in UTF-8 with ASCII case folded away. Hashes are seeded, as customers and producers choose the names.</summary>
internal sealed class NameComparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
{
    private const int ChunkSize = 256;

    public static NameComparer Instance { get; } = new();

    public bool Equals(byte[]? x, byte[]? y) => Equals(x.AsSpan(), y!);

    public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) =>
        alternate.SequenceEqual(other) || Ascii.EqualsIgnoreCase(alternate, other);

    public int GetHashCode(byte[] obj) => GetHashCode(obj.AsSpan());

    public int GetHashCode(ReadOnlySpan<byte> alternate)
    {
        Span<byte> folded = stackalloc byte[ChunkSize];
        var hash = default(HashCode);
        while (!alternate.IsEmpty)
        {
            int length = Math.Min(alternate.Length, ChunkSize);
            for (int i = 0; i < length; i++)
            {
                folded[i] = (byte)(alternate[i] | (char.IsAsciiLetterUpper((char)alternate[i]) ? 0x20 : 0));
            }

            hash.AddBytes(folded[..length]);
            alternate = alternate[length..];
        }

        return hash.ToHashCode();
    }

    public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
}
