using System.Buffers;
using System.Text;

namespace ScimFilter.Runtime;

/// <summary>UTF-8 as characters, on the stack when it is short and in a rented array when it is not.</summary>
internal ref struct DecodedText
{
    public const int StackCharacters = 256;

    private readonly char[]? _rented;

    public DecodedText(ReadOnlySpan<byte> text, Span<char> stack)
    {
        _rented = text.Length <= stack.Length ? null : ArrayPool<char>.Shared.Rent(text.Length);
        Span<char> target = _rented ?? stack;
        Characters = target[..Encoding.UTF8.GetChars(text, target)];
    }

    public ReadOnlySpan<char> Characters { get; }

    public readonly void Dispose()
    {
        if (_rented is not null)
        {
            ArrayPool<char>.Shared.Return(_rented);
        }
    }
}
