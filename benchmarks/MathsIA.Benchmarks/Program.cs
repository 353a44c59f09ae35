System.Console.WriteLine(MathsIA.MathsIAInfo.Describe());
