using ScimFilter.Matching.Records;

namespace ScimFilter.Tests.Matching.Updating;

/// <summary>All tombstones of a segment share arrays to which a writer adds; a reader must only see those of its snapshot.</summary>
public class TombstoneTests
{
    private const int Steps = 2_000;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Later_tombstones_and_those_of_changes_that_failed_are_not_seen(int seed)
    {
        var random = new Random(seed);
        int size = 1;
        var held = new List<(Tombstones Tombstones, HashSet<int> Expected)>();
        Tombstones? last = null;
        HashSet<int> expected = [];
        for (int i = 0; i < Steps; i++)
        {
            size += random.Next(4);
            int number = random.Next(size);
            bool areAllBefore = random.Next(100) == 0;
            HashSet<int> next = [.. expected, .. areAllBefore ? Enumerable.Range(0, number) : [number]];
            if (next.Count == expected.Count)
            {
                continue;
            }

            Tombstones tombstones = areAllBefore ? Tombstones.WithFirst(last, size, number) : Tombstones.With(last, size, number);
            if (random.Next(10) > 0)
            {
                (last, expected) = (tombstones, next);
                held.Add((tombstones, next));
            }
        }

        Assert.All(held, item => Assert.Equal(item.Expected.Count, item.Tombstones.Count));
        Assert.All(held, item => Assert.Equal(item.Expected.Order(), Enumerable.Range(0, size + 100).Where(item.Tombstones.Contains)));
        for (int i = 0; i < held.Count; i += 50)
        {
            Assert.Equal(held[^1].Expected.Except(held[i].Expected).Order(), Tombstones.Between(held[i].Tombstones, held[^1].Tombstones));
        }
    }

    [Fact]
    public void A_reader_sees_the_tombstones_that_were_there_when_it_began()
    {
        Tombstones tombstones = Tombstones.With(null, 1, 0);
        int size = 1;
        bool isOver = false;
        Exception? failure = null;
        var reader = new Thread(() => failure = Record.Exception(() => Read(ref tombstones, ref isOver)));
        reader.Start();
        while (size < 300_000)
        {
            size++;
            Volatile.Write(ref tombstones, Tombstones.With(tombstones, size, size - 1));
        }

        Volatile.Write(ref isOver, true);
        reader.Join();
        Assert.Null(failure);
    }

    /// <summary>Numbers get tombstones in ascending order, so those below the count have one, and no others.</summary>
    private static void Read(ref Tombstones tombstones, ref bool isOver)
    {
        while (!Volatile.Read(ref isOver))
        {
            Tombstones held = Volatile.Read(ref tombstones);
            Assert.True(held.Contains(held.Count / 2));
            Assert.True(held.Contains(held.Count - 1));
            Assert.False(held.Contains(held.Count));
        }
    }
}
