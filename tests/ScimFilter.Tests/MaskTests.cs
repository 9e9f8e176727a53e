using System.Runtime.CompilerServices;
using System.Text;
using ScimFilter.Json.Slots;

namespace ScimFilter.Tests;

/// <summary>The bit masks of a text, against a walk over it byte by byte.</summary>
public class MaskTests
{
    [Fact]
    public void Masks_are_what_a_walk_over_the_text_finds()
    {
        var random = new Random(1);
        var masks = new JsonMasks();
        for (int round = 0; round < 300; round++)
        {
            string alphabet = round % 3 == 0 ? "\\\\\\\"" : "\\\"{}[]:ab ";
            byte[] text = Encoding.UTF8.GetBytes(random.GetItems<char>(alphabet, 8 * BlockMasks.Size));
            BlockMasks[] expected = Walk(text);
            masks.Begin(8);
            foreach (int blocks in (int[])[round % 9, 8])
            {
                masks.Load(ref text[0], ref text[0], blocks);
                Assert.Equal(blocks, masks.Loaded);
                AssertSame(expected.AsSpan(0, blocks), masks);
            }
        }
    }

    [Fact]
    public void A_text_does_not_go_on_in_the_next_one()
    {
        var masks = new JsonMasks();
        byte[] open = Encoding.UTF8.GetBytes("{\"" + new string(' ', BlockMasks.Size - 3) + "\\");
        byte[] next = Encoding.UTF8.GetBytes("\"a\":{}".PadRight(BlockMasks.Size));
        masks.Begin(1);
        masks.Load(ref open[0], ref open[0], 1);
        masks.Begin(1);
        Assert.Equal(0, masks.Loaded);
        masks.Load(ref next[0], ref next[0], 1);
        AssertSame(Walk(next), masks);
    }

    [Fact]
    public void Blocks_are_copied_on_the_way()
    {
        byte[] source = [.. Enumerable.Repeat((byte)'{', 3 * BlockMasks.Size)];
        byte[] text = [.. Enumerable.Repeat((byte)':', 3 * BlockMasks.Size)];
        var masks = new JsonMasks();
        masks.Begin(3);
        masks.Load(ref source[0], ref text[0], 2);
        masks.Load(ref text[0], ref text[0], 3);
        Assert.Equal([.. source.AsSpan(0, 2 * BlockMasks.Size), .. Enumerable.Repeat((byte)':', BlockMasks.Size)], text);
        AssertSame(Walk(text), masks);
    }

    private static void AssertSame(ReadOnlySpan<BlockMasks> expected, JsonMasks masks)
    {
        for (int i = -1; i <= expected.Length; i++)
        {
            // A block of zeros stands before the first one and behind the last one.
            BlockMasks wanted = i < 0 || i == expected.Length ? default : expected[i];
            Assert.Equal(wanted, Unsafe.Add(ref masks.First, i));
        }
    }

    private static BlockMasks[] Walk(byte[] text)
    {
        var blocks = new BlockMasks[text.Length / BlockMasks.Size];
        bool escaped = false;
        bool inString = false;
        for (int i = 0; i < text.Length; i++)
        {
            ref BlockMasks block = ref blocks[i / BlockMasks.Size];
            ulong bit = 1UL << (i % BlockMasks.Size);
            bool isQuote = text[i] == '"' && !escaped;
            inString ^= isQuote;
            block.Quotes |= isQuote ? bit : 0;
            block.Backslashes |= text[i] == '\\' ? bit : 0;
            ulong outside = inString ? 0 : bit;
            block.Opens |= (char)text[i] is '{' or '[' ? outside : 0;
            block.Closes |= (char)text[i] is '}' or ']' ? outside : 0;
            block.Structurals |= (char)text[i] is ':' or '{' or '[' or '}' or ']' ? outside : 0;
            escaped = text[i] == '\\' && !escaped;
        }

        return blocks;
    }
}
