// Written by runtime/build-text-helper.js.

/** The module of text-helper.wat, which measures, writes and reads UTF-8, as a text of its bytes. */
export const helperBytes =
  "(~+~=~7)((()L.~(~A)~*+~-(~I~I)~.~9~*+~9~-(~I)~I~*)~9)~I~*)~I(~**~I~I)~9*y+)~7)~7*(~J~J~J(6~A~+~=~7b~4~=U~=~>~<~3~8~19~0~<~9~7k~2~+~<k~9~.~/i~<~<~+~C()6~A~+~=~7b~4~=U~=~>~<~3~8~19~3~8~>~9k~2~+~<k~9~.~/i~<~<~+~C(*+,++,-.=+~.((i~J0#/(3~I)i(3~I)i(3/?+,~=~3~D~/(*-~A~<~3~>~/(+,~<~/~+~.(,2~[0+~~&))+~IH(K(i(8)J*L)H*i+~5I++h*hH)H+v5(K(H)#5(K(H)i)~4#5(~<K(H)i*~4#5(K(H)i+~4#5(~<~<i'(s5(H)i,~4I)4)33H)L*+hH)K)q,hH*K(H)#5(J+i'(sH+i'7s~4~4I*H)i)~4J)H+i~J +~;i~J~z+nH)K)q~;,~IK(H)#5(i~J +~;i~J~~$+n-i(3~4I)4)33H*3~~H*)*~I+hH)K*q,hH(H)~4K(H)i)~4#5(i0~>K(H)#5(~<K(H)i*~4#5(i8~>K(H)i+~4#5(i@~>~<~<^((H)i,~4I)4)33H(H)~4I(+hH)K)q,hK(H)#5(I*H)i)~4I)H*i~J)q,hH(H*b((-H*i~J8q,hH(H*i.~@i~~,)~<b((-H*i~J +~;i~J~z+nH)K)q~;,~IK(H)#5(i~J +~;i~J~~$+n-i(3,hK(H)#5(i~J~~$'B~5H*i2~>~4I*H)i)~4I)H(H*i:~@i~~\\)~<b((H(i)~4J(H*i4~@ig~;i~J)~<b((-H(i%'+H*H*i~J~~\\+~;i~J~z+nCJ*i4~@i~~L)~<b((3H(i)~4J(H*i.~@ig~;i~J)~<b((3H(i)~4J(H*ig~;i~J)~<b((3H(i)~4I(4)333~~`+*.~I)~HH(H)~4I+H)i/~5I)+h*hH)H*t5(H(H*~4Q((J0j~J~K~L~N~R~Z~j~~,~J~I~Mj(z5(K(H*H0~qi'(~;#6(K(H*i)~4H0j0~R~qi'(~;#6(K(H*i*~4H0j8~R~qi'(~;#6(K(H*i+~4H0j@~R~qi'(~;#6(K(H*i,~4H0jH~R~qi'(~;#6(K(H*i-~4H0jP~R~qi'(~;#6(K(H*i.~4H0jX~R~qi'(~;#6(K(H*i/~4H0j`~R~q#6(H*i0~4I*4)33H(H*~4I(+hH(H+q,hH(U((I)H(i)~4I(*hH)i~J)q5(*hH)i~~.)~5iZs5(i~j)i~Z)i~J)H)i~~\\)nCH)i~~L)nCI,i~i)i~Y)i~~+)H)i~~`)nCH)i~~Y)nCI-H)igH)i~~L)wH)i~~\\)w~4i)~4J.~@~;I)+hH(H+w5)H(U((J/H,q5)H-H/q5)H(i)~4I(i~J)I,i~~+)I-H/ig~;H)i.~>~<I)H.i)~5J.5(3H)i~J~J,q5)K(H*H)i2~@i~~,~y+~4#6(H*i)~4I*H)i'/~;i~J~~$+~<I)4)3i%'+I)3K(H*H)#6(H*i)~4I*4)33K(i(H*8(3";

/** Where that module has the limits of its memory. */
export const helperLimitsAt = 54;

/** The part of it that reads, as a text of its bytes. */
export const readerBytes =
  "(~+~=~7)((();+~(~A)~*+~-(~I~I)~.~9~**~I~I)~9*V*)~7)~7*(~J~J~J(6~A~+~=~7b~4~=U~=~>~<~3~8~19~0~<~9~7k~2~+~<k~9~.~/i~<~<~+~C()+*)*.3)~.((i~J0#/(3/0),~<~/~+~.()2~~c+)~~`+*.~I)~HH(H)~4I+H)i/~5I)+h*hH)H*t5(H(H*~4Q((J0j~J~K~L~N~R~Z~j~~,~J~I~Mj(z5(K(H*H0~qi'(~;#6(K(H*i)~4H0j0~R~qi'(~;#6(K(H*i*~4H0j8~R~qi'(~;#6(K(H*i+~4H0j@~R~qi'(~;#6(K(H*i,~4H0jH~R~qi'(~;#6(K(H*i-~4H0jP~R~qi'(~;#6(K(H*i.~4H0jX~R~qi'(~;#6(K(H*i/~4H0j`~R~q#6(H*i0~4I*4)33H(H*~4I(+hH(H+q,hH(U((I)H(i)~4I(*hH)i~J)q5(*hH)i~~.)~5iZs5(i~j)i~Z)i~J)H)i~~\\)nCH)i~~L)nCI,i~i)i~Y)i~~+)H)i~~`)nCH)i~~Y)nCI-H)igH)i~~L)wH)i~~\\)w~4i)~4J.~@~;I)+hH(H+w5)H(U((J/H,q5)H-H/q5)H(i)~4I(i~J)I,i~~+)I-H/ig~;H)i.~>~<I)H.i)~5J.5(3H)i~J~J,q5)K(H*H)i2~@i~~,~y+~4#6(H*i)~4I*H)i'/~;i~J~~$+~<I)4)3i%'+I)3K(H*H)#6(H*i)~4I*4)33K(i(H*8(3";

/** Where that module has the limits of its memory. */
export const readerLimitsAt = 37;

/** The part of it that measures and writes, as a text of its bytes. */
export const writerBytes =
  "(~+~=~7)((()=,~(~A)~*+~9~-(~I)~I~*)~9)~I~*)~I(*V*)~7)~7*(~J~J~J(6~A~+~=~7b~4~=U~=~>~<~3~8~19~3~8~>~9k~2~+~<k~9~.~/i~<~<~+~C()++**+.=+~.((i~J0#/(3~I)i(3~I)i(3/8*,~=~3~D~/()-~A~<~3~>~/(*2~e,*~~&))+~IH(K(i(8(J*L)H*i+~5I++h*hH)H+v5(K(H)#5(K(H)i)~4#5(~<K(H)i*~4#5(K(H)i+~4#5(~<~<i'(s5(H)i,~4I)4)33H)L*+hH)K)q,hH*K(H)#5(J+i'(sH+i'7s~4~4I*H)i)~4J)H+i~J +~;i~J~z+nH)K)q~;,~IK(H)#5(i~J +~;i~J~~$+n-i(3~4I)4)33H*3~~H*)*~I+hH)K*q,hH(H)~4K(H)i)~4#5(i0~>K(H)#5(~<K(H)i*~4#5(i8~>K(H)i+~4#5(i@~>~<~<^((H)i,~4I)4)33H(H)~4I(+hH)K)q,hK(H)#5(I*H)i)~4I)H*i~J)q,hH(H*b((-H*i~J8q,hH(H*i.~@i~~,)~<b((-H*i~J +~;i~J~z+nH)K)q~;,~IK(H)#5(i~J +~;i~J~~$+n-i(3,hK(H)#5(i~J~~$'B~5H*i2~>~4I*H)i)~4I)H(H*i:~@i~~\\)~<b((H(i)~4J(H*i4~@ig~;i~J)~<b((-H(i%'+H*H*i~J~~\\+~;i~J~z+nCJ*i4~@i~~L)~<b((3H(i)~4J(H*i.~@ig~;i~J)~<b((3H(i)~4J(H*ig~;i~J)~<b((3H(i)~4I(4)333";

/** Where that module has the limits of its memory. */
export const writerLimitsAt = 39;
